"""What others are told of tickets, and what is left of one that was thrown away."""

from typing import Any

from tests.support.gateway import TENANT, Browser
from tests.support.wire import Wire
from tests.tickets.desk import CUSTOMER, browser, noted, opened, path, replied


def test_a_ticket_and_its_replies_are_in_its_customers_story(aws: None) -> None:
    wire, desk = Wire("tickets", "timeline"), browser()
    replied(desk, opened(desk))
    wire.carry()

    entries = [each for each in wire.tables["timeline"].scan()["Items"] if CUSTOMER in each["pk"]]
    told = {each["what"] for each in entries if "what" in each}
    assert told == {"TicketOpened", "CommentAdded", "TicketAnswered"}


def test_nothing_that_was_written_on_a_ticket_is_left_when_it_was_thrown_away(wire: Wire, wired: Browser) -> None:
    ticket, other = opened(wired), opened(wired)
    for each in (ticket, other):
        noted(wired, each)
        replied(wired, each)
    wired.delete(path(ticket))
    wire.carry()

    assert (hanging(wire, ticket), len(hanging(wire, other))) == (set(), 2)


def hanging(wire: Wire, ticket: dict[str, Any]) -> set[str]:
    """What stands beside a ticket in its partition."""
    rows = wire.tables["tickets"].scan()["Items"]
    return {row["sk"] for row in rows if row["pk"] == f"{TENANT}#ticket#{ticket['id']}" and row["sk"] != "record"}
