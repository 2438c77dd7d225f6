"""What the sagas ask of orders by lambda:Invoke. No HTTP."""

from onestop import tasks
from orders.service import assessing, cancellations, confirming, exchanging, invoicing, parking, shipping

handler = tasks.opens(
    "orders",
    {
        "Begin": ("OfOrder", confirming.begin),
        "AssessRisk": ("AssessRisk", assessing.assess),
        "Confirm": ("Confirm", confirming.confirm),
        "BeginUndo": ("BeginUndo", confirming.begin_undo),
        "EndUndo": ("OfOrder", confirming.end_undo),
        "BeginShipment": ("OfShipment", shipping.begin),
        "FailShipment": ("FailShipment", shipping.fail),
        "IssueInvoice": ("OfShipment", invoicing.invoice),
        "EndShipment": ("OfShipment", shipping.end),
        "BeginCancellation": ("OfCancellation", cancellations.begin),
        "EndCancellation": ("OfCancellation", cancellations.end),
        "IssueCreditNote": ("IssueCreditNote", invoicing.credit),
        "PlaceExchange": ("PlaceExchange", exchanging.exchange),
        "Park": ("Park", parking.park),
    },
)
