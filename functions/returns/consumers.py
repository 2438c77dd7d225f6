"""Events that this capability acts on: what orders ship, and its own returns that are ready for their money."""

from onestop import inbox
from returns.service import selling, starting

handler = inbox.opens(
    {
        ("OrderConfirmed", 1): selling.confirmed,
        ("InvoiceIssued", 1): selling.invoiced,
        ("ShipmentDelivered", 1): selling.delivered,
        ("ReturnInspected", 1): starting.begin,
        ("ReturnRetried", 1): starting.begin,
    }
)
