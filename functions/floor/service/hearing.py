"""Which events the floor hears, and in which order they are taken."""

from floor.service import timing, watching
from onestop.events import Event

WORK = (
    "WorkQueued", "WorkChanged", "WorkOffered", "OfferDeclined", "OfferExpired", "OfferWithdrawn", "WorkAssigned",
    "WorkReturned", "WorkMoved", "WorkOverflowed", "WorkDone", "WorkWithdrawn",
)  # fmt: skip
TICKETS = (
    "TicketOpened", "TicketChanged", "TicketAssigned", "TicketAnswered", "TicketContacted", "TicketResolved",
    "TicketReopened", "TicketClosed", "TicketSnoozed", "TicketWoken", "TicketMerged", "TicketUnmerged",
    "TicketEscalated", "TicketSlaWarned", "TicketSlaBreached", "TicketTrashed",
)  # fmt: skip
AGENTS = ("AgentRegistered", "AgentChanged", "AgentRetired")
TEAMS = ("TeamCreated", "TeamChanged", "TeamRetired")
QUEUES = ("QueueCreated", "QueueChanged", "QueueRetired")

WRITTEN = ("TicketOpened", "TicketAssigned")  # a ticket that finds its queue may come under the rules of that queue


def ticket(event: Event) -> None:
    """Whether it is in time; and, where somebody wrote it or it came into a queue, whether words are in it.

    The words come first: they are remembered by themselves, the ticket's version is not known before the end.
    """
    if event.type in WRITTEN:
        watching.listen(event)
    timing.judge(event)


def comment(event: Event) -> None:
    """Whether words are in what a customer wrote."""
    watching.listen(event)
