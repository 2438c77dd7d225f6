"""Events that this capability acts on."""

from onestop import inbox
from tickets.service import clearing, linking

handler = inbox.opens(
    {
        ("TicketTrashed", 1): clearing.clear,
        ("TicketResolved", 1): linking.resolve_incidents,
    }
)
