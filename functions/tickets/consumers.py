"""Events that this capability acts on."""

from onestop import inbox
from tickets.service import clearing

handler = inbox.opens(
    {
        ("TicketTrashed", 1): clearing.clear,
    }
)
