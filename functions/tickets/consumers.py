"""Events that this capability acts on."""

from onestop import inbox
from tickets.service import clearing, linking, routed

handler = inbox.opens(
    {
        ("TicketTrashed", 1): clearing.clear,
        ("TicketResolved", 1): linking.resolve_incidents,
        **{(kind, 1): routed.follow for kind in routed.MEANS},
    }
)
