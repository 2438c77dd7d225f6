"""What this capability publishes. `data` is always the record, its changes and the customers it is about."""

from onestop.events import Kind

DRAFTED = Kind("OrderDrafted")
CHANGED = Kind("OrderChanged")
PLACED = Kind("OrderPlaced")
CONFIRMED = Kind("OrderConfirmed")
UNDOING = Kind("OrderUndoing")
FAILED = Kind("OrderFailed")
CANCELLED = Kind("OrderCancelled")
PACKED = Kind("OrderPacked")
SHIPPED = Kind("OrderShipped")
DELIVERED = Kind("OrderDelivered")
CANCELLING = Kind("OrderCancelRequested")
RISK_ASSESSED = Kind("OrderRiskAssessed")
RISK_CLEARED = Kind("OrderRiskCleared")

SHIPMENT_PACKED = Kind("ShipmentPacked")
SHIPMENT_DISPATCHED = Kind("ShipmentDispatched")
SHIPMENT_SHIPPED = Kind("ShipmentShipped")
SHIPMENT_FAILED = Kind("ShipmentFailed")
SHIPMENT_UNPACKED = Kind("ShipmentUnpacked")
SHIPMENT_DELIVERED = Kind("ShipmentDelivered")

CANCELLATION_DEFERRED = Kind("CancellationDeferred")
CANCELLATION_REQUESTED = Kind("CancellationRequested")
CANCELLATION_DONE = Kind("CancellationDone")
CANCELLATION_VOIDED = Kind("CancellationVoided")

INVOICE_ISSUED = Kind("InvoiceIssued")
CREDIT_NOTE_ISSUED = Kind("CreditNoteIssued")

SAGA_STARTED = Kind("SagaStarted")
SAGA_PARKED = Kind("SagaParked")
SAGA_RESUMED = Kind("SagaResumed")
SAGA_ENDED = Kind("SagaEnded")

SETTINGS_CHANGED = Kind("OrderSettingsChanged")

NOTE_ADDED = Kind("OrderNoteAdded")
NOTE_CHANGED = Kind("OrderNoteChanged")
NOTE_DELETED = Kind("OrderNoteDeleted")

# The models, in `schemas`, of the records that they carry.
PUBLISHED: dict[Kind, str] = {
    **dict.fromkeys(
        (
            DRAFTED,
            CHANGED,
            PLACED,
            CONFIRMED,
            UNDOING,
            FAILED,
            CANCELLED,
            PACKED,
            SHIPPED,
            DELIVERED,
            CANCELLING,
            RISK_ASSESSED,
            RISK_CLEARED,
        ),
        "Order",
    ),
    **dict.fromkeys(
        (
            SHIPMENT_PACKED,
            SHIPMENT_DISPATCHED,
            SHIPMENT_SHIPPED,
            SHIPMENT_FAILED,
            SHIPMENT_UNPACKED,
            SHIPMENT_DELIVERED,
        ),
        "Shipment",
    ),
    **dict.fromkeys(
        (CANCELLATION_DEFERRED, CANCELLATION_REQUESTED, CANCELLATION_DONE, CANCELLATION_VOIDED), "Cancellation"
    ),
    **dict.fromkeys((INVOICE_ISSUED, CREDIT_NOTE_ISSUED), "Document"),
    **dict.fromkeys((SAGA_STARTED, SAGA_PARKED, SAGA_RESUMED, SAGA_ENDED), "Saga"),
    SETTINGS_CHANGED: "OrderSettings",
    **dict.fromkeys((NOTE_ADDED, NOTE_CHANGED, NOTE_DELETED), "OrderNote"),
}
