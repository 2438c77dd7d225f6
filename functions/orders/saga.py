"""What the sagas ask of orders by lambda:Invoke. No HTTP."""

from onestop import tasks
from orders.service import assessing, cancellations, confirming, parking, shipping

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
        "EndShipment": ("OfShipment", shipping.end),
        "BeginCancellation": ("OfCancellation", cancellations.begin),
        "EndCancellation": ("OfCancellation", cancellations.end),
        "Park": ("Park", parking.park),
    },
)
