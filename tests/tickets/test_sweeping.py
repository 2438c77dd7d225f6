"""What time does to tickets."""

import pytest
from freezegun import freeze_time

from onestop import remembered
from tests.support.gateway import CONTEXT, Browser
from tests.support.wire import Wire
from tests.tickets.desk import now, opened, patched, path


def sweep() -> int:
    """The clock's look, each minute."""
    from tickets.schedules import handler  # noqa: PLC0415  needs the environment of the tests

    return int(handler({"task": "Sweep"}, CONTEXT)["found"])


def test_a_ticket_sleeps_until_its_moment(wire: Wire, wired: Browser) -> None:
    with freeze_time("2026-11-22T09:00:00Z"):
        ticket = opened(wired)
        snoozed = wired.post(path(ticket, "snooze"), {"until": "2026-11-22T10:00:00Z"}).json
    found = []
    for at in ("09:59:59", "10:00:00", "10:01:00"):
        with freeze_time(f"2026-11-22T{at}Z"):
            found.append((sweep(), now(wired, ticket)["snoozedUntil"]))
    wire.carry()

    assert found == [(0, snoozed["snoozedUntil"]), (1, None), (0, None)]
    assert wire.published("TicketWoken")["actor"] == "system/tickets"


def test_a_sleeping_ticket_can_be_woken(desk: Browser) -> None:
    ticket = opened(desk)
    desk.post(path(ticket, "snooze"), {"until": "2099-01-01T00:00:00Z"})
    woken = [desk.delete(path(ticket, "snooze"), if_match="") for _ in range(2)]

    assert [(each.status, each.json["snoozedUntil"], each.json["version"]) for each in woken] == [(200, None, 3)] * 2


def test_nobody_sleeps_into_the_past_or_once_it_is_over(desk: Browser) -> None:
    ticket = opened(desk)
    assert desk.post(path(ticket, "snooze"), {"until": "2020-01-01T00:00:00Z"}).status == 422
    patched(desk, ticket, status="solved")
    assert desk.post(path(ticket, "snooze"), {"until": "2099-01-01T00:00:00Z"}).status == 409


def test_a_ticket_that_stays_solved_is_closed(wire: Wire, wired: Browser) -> None:
    with freeze_time("2026-11-01T09:00:00Z"):
        ticket = patched(wired, opened(wired), status="solved")
    with freeze_time("2026-11-15T09:00:00Z"):
        assert sweep() == 1
    wire.carry()

    after = now(wired, ticket)
    assert (after["statusCategory"], after["closedAt"]) == ("closed", "2026-11-15T09:00:00.000Z")
    assert wire.published("TicketClosed")["sequence"] == 3


@pytest.mark.parametrize(("days", "looks"), [(30, "2026-12-01T09:00:00.000Z"), (None, None)])
def test_what_was_decided_since_puts_it_off_without_a_word(
    desk: Browser, table: object, days: int | None, looks: str | None
) -> None:
    with freeze_time("2026-11-01T09:00:00Z"):
        ticket = patched(desk, opened(desk), status="solved")
    desk.put("/ticket-settings", {"closeDays": days})
    remembered.forget_all()
    with freeze_time("2026-11-15T09:00:00Z"):
        assert (sweep(), sweep()) == (1, 0)

    assert now(desk, ticket)["version"] == ticket["version"]
    assert {row.get("due") for row in table.scan()["Items"] if row["sk"] == "record"} == {looks}  # type: ignore[attr-defined]
