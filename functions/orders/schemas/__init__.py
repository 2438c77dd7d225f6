"""What comes in and what goes out. Each model is loaded when it is needed: most requests need none or two."""

from onestop.later import later

__getattr__ = later(
    __name__,
    {
        "address": "PostalAddress",
        "crediting": "IssueCreditNote PlaceExchange",
        "document": "Document DocumentQuery",
        "fulfilment": "Cancellation NewCancellation NewShipment Shipment",
        "line": "Discount NewLine OrderLine",
        "note": "NewOrderNote OrderNote OrderNotePatch",
        "order": "Draft NewOrder Order OrderPatch OrderQuery",
        "payment": "PaymentMethod Placement",
        "saga": "Saga SagaMark SagaQuery SagaStep",
        "settings": "OrderSettings SettingsGiven",
        "task": "AssessRisk BeginUndo Confirm FailShipment OfCancellation OfOrder OfShipment Park",
    },
)
