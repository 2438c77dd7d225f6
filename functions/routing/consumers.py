"""What tickets and workforce tell, and what follows from our own events."""

from onestop import inbox
from routing.service import hearing, staff, stirring

TICKETS = (
    "TicketOpened", "TicketChanged", "TicketAssigned", "TicketAnswered", "TicketContacted", "TicketResolved",
    "TicketReopened", "TicketClosed", "TicketSnoozed", "TicketWoken", "TicketMerged", "TicketUnmerged", "TicketTrashed",
    "TicketSlaWarned", "TicketSlaBreached", "TicketEscalated",
)  # fmt: skip
AGENTS = ("AgentRegistered", "AgentChanged", "AgentRetired")
WORK = (
    "WorkQueued", "WorkChanged", "WorkOffered", "OfferDeclined", "OfferExpired", "OfferWithdrawn", "WorkAssigned",
    "WorkReturned", "WorkMoved", "WorkOverflowed", "WorkDone", "WorkWithdrawn",
)  # fmt: skip
RULES = ("QueueCreated", "QueueChanged", "PolicyChanged", "ProfileChanged")

handler = inbox.opens(
    {
        **{(kind, 1): hearing.ticket for kind in TICKETS},
        **{(kind, 1): staff.agent for kind in AGENTS},
        ("PresenceChanged", 1): staff.presence,
        ("WorkforceSettingsChanged", 1): staff.settings,
        **{(kind, 1): stirring.work_moved for kind in WORK},
        **{(kind, 1): stirring.rules_changed for kind in RULES},
    }
)
