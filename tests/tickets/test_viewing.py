"""Who else has a ticket open."""

from datetime import timedelta

from freezegun import freeze_time

from tests.support.capacity import counted
from tests.support.gateway import MEMBER, Browser
from tests.tickets.desk import BEN, agent, opened, path

NOON = "2026-11-22T12:00:00Z"


def looking(who: Browser, ticket: dict, doing: str = "viewing") -> list[tuple[str, str]]:
    reply = who.put(path(ticket, "viewers"), {"doing": doing})
    assert reply.status == 200, reply.text
    return [(each["member"], each["doing"]) for each in reply.json["data"]]


def test_who_opens_a_ticket_sees_who_else_has_it_open_and_types(desk: Browser) -> None:
    ticket, ben = opened(desk), agent(BEN)
    assert looking(desk, ticket) == []
    assert looking(ben, ticket, "typing") == [(MEMBER, "viewing")]
    assert looking(desk, ticket) == [(BEN, "typing")]


def test_who_closes_the_window_is_forgotten_half_a_minute_later(desk: Browser) -> None:
    with freeze_time(NOON) as time:
        ticket, ben = opened(desk), agent(BEN)
        looking(desk, ticket)
        time.tick(timedelta(seconds=29))
        assert looking(ben, ticket) == [(MEMBER, "viewing")]
        time.tick(timedelta(seconds=1))
        assert looking(ben, ticket) == []


def test_who_stays_is_shown_since_the_beginning(desk: Browser) -> None:
    with freeze_time(NOON) as time:
        ticket = opened(desk)
        for _ in range(3):
            looking(desk, ticket)
            time.tick(timedelta(seconds=15))
        shown = desk.get(path(ticket, "viewers")).json["data"]
    assert [(each["member"], each["since"]) for each in shown] == [(MEMBER, "2026-11-22T12:00:00.000Z")]


def test_looking_costs_one_write_and_tells_nobody_outside(desk: Browser) -> None:
    ticket = opened(desk)
    with counted() as used:
        looking(desk, ticket)
    assert (used.calls, used.write_units) == (["GetItem", "Query", "PutItem"], 1)


def test_nobody_looks_at_what_is_not_there(desk: Browser) -> None:
    assert desk.put("/tickets/01J000000000000000000000ZZ/viewers", {}).status == 404
