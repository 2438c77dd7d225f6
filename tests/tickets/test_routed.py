"""What routing decides about tickets."""

from typing import Any

from tests.support.envelopes import envelope
from tests.support.gateway import Browser
from tests.support.wire import Wire
from tests.tickets.desk import BEN, QUEUE, now, opened, patched

OTHER = "01J0000000000000000000000R"


def tell(wire: Wire, ticket: dict[str, Any], kind: str, sequence: int, **work: Any) -> None:
    """Routing's word about a ticket's work."""
    record = {"id": ticket["id"], "queue": QUEUE, "agent": None, "lastAgent": None, **work}
    said = envelope(kind, f"work/{ticket['id']}", sequence, record=record)
    assert wire.deliver("tickets", said, source="routing") == []


def test_a_ticket_has_the_queue_and_the_assignee_that_routing_gives_it(wire: Wire, wired: Browser) -> None:
    ticket = opened(wired)
    tell(wire, ticket, "WorkQueued", 1)
    tell(wire, ticket, "WorkAssigned", 3, agent=BEN)
    wire.carry()

    after = now(wired, ticket)
    assert (after["queue"], after["assignee"], after["version"]) == (QUEUE, BEN, 3)
    assert wire.published("TicketAssigned")["actor"] == "system/routing"


def test_what_comes_twice_or_too_late_changes_nothing(wire: Wire, wired: Browser) -> None:
    ticket = opened(wired)
    for kind, sequence, agent in (("WorkAssigned", 5, BEN), ("WorkAssigned", 5, BEN), ("WorkAssigned", 3, OTHER)):
        tell(wire, ticket, kind, sequence, agent=agent)

    assert (now(wired, ticket)["assignee"], now(wired, ticket)["version"]) == (BEN, 2)


def test_work_that_comes_back_leaves_a_ticket_that_a_person_gave_to_another(wire: Wire, wired: Browser) -> None:
    ticket = opened(wired)
    tell(wire, ticket, "WorkAssigned", 2, agent=BEN)
    tell(wire, ticket, "WorkReturned", 3, lastAgent=BEN)
    assert now(wired, ticket)["assignee"] is None

    patched(wired, ticket, assignee=OTHER)
    tell(wire, ticket, "WorkReturned", 4, lastAgent=BEN)
    assert now(wired, ticket)["assignee"] == OTHER


def test_what_routing_agrees_with_is_remembered_without_a_word(wire: Wire, wired: Browser) -> None:
    ticket = opened(wired, assignee=BEN, queue=QUEUE)
    tell(wire, ticket, "WorkAssigned", 4, agent=BEN)
    tell(wire, ticket, "WorkAssigned", 3, agent=OTHER)

    assert now(wired, ticket) == ticket


def test_a_ticket_that_is_solved_is_nobodys_work(wire: Wire, wired: Browser) -> None:
    ticket = patched(wired, opened(wired), status="solved")
    tell(wire, ticket, "WorkAssigned", 9, agent=BEN)
    assert now(wired, ticket) == ticket
