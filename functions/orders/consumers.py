"""What sets a saga off, and what the steps of all sagas wrote."""

from onestop import inbox
from orders.service import starting, timeline

handler = inbox.opens(
    {
        ("OrderPlaced", 1): starting.order,
        ("ShipmentDispatched", 1): starting.shipment,
        ("CancellationRequested", 1): starting.cancellation,
        inbox.ANY: timeline.note,
    }
)
