"""Events that this capability acts on."""

from contextlib import suppress

from onestop import inbox
from onestop.events import Event
from onestop.inbox import Consumer
from onestop.once import Replayed
from tickets.service import (
    automating,
    batch_jobs,
    clearing,
    escalating,
    linking,
    recomputing,
    routed,
    sla_counting,
    staff,
)


def _each(*consumers: Consumer) -> Consumer:
    """What is done with an event by several, each of which does it once however often it comes."""

    def consume(event: Event) -> None:
        for consumer in consumers:
            with suppress(Replayed):  # that one has done it says nothing about the others
                consumer(event)

    return consume


# What comes before rules act: they see what it made of the ticket.
FIRST: dict[str, list[Consumer]] = {
    "TicketResolved": [linking.resolve_incidents],
    "TicketSlaWarned": [escalating.escalate],
    "TicketSlaBreached": [escalating.escalate],
}

handler = inbox.opens(
    {
        ("TicketTrashed", 1): clearing.clear,
        ("SlaRecalculating", 1): recomputing.go_on,
        ("BatchJobStarted", 1): batch_jobs.go_on,
        ("BatchJobAdvanced", 1): batch_jobs.go_on,
        **{(kind, 1): _each(*FIRST.get(kind, []), sla_counting.count, automating.hear) for kind in automating.EVENTS},
        **{(kind, 1): routed.follow for kind in routed.MEANS},
        ("AgentRegistered", 1): staff.hear,
        ("AgentChanged", 1): staff.hear,
        inbox.ANY: sla_counting.count,
    }
)
