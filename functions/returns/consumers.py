"""Events that this capability acts on: what orders ship or do not, and its own returns, ready for their money."""

from onestop import inbox
from returns.service import selling, starting, unsent

handler = inbox.opens(
    {
        ("OrderConfirmed", 1): selling.confirmed,
        ("InvoiceIssued", 1): selling.invoiced,
        ("ShipmentDelivered", 1): selling.delivered,
        ("ReturnInspected", 1): starting.begin,
        ("ReturnRetried", 1): starting.begin,
        ("ReturnExchangeFailed", 1): starting.begin,
        ("OrderFailed", 1): unsent.refund,
        ("OrderCancelled", 1): unsent.refund,
    }
)
