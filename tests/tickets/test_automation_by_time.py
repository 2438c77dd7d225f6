"""Rules that wait: they act when their moment has come, once until their condition has been false."""

from collections.abc import Iterator
from typing import Any

import pytest
from freezegun import freeze_time

from tests.support.gateway import Browser
from tests.support.wire import Wire
from tests.tickets.desk import now, opened, patched
from tests.tickets.promises import later, sweep
from tests.tickets.promises import reply as replied
from tests.tickets.ruling import leaf, outcomes, rule, runs

HOUR = 3600
UNANSWERED = ("waitingSince", 2 * HOUR)
LIVE = leaf("statusCategory", "in", ["new", "open"])


@pytest.fixture
def time() -> Iterator[Any]:
    with freeze_time("2026-11-23T10:00:00Z") as moment:
        yield moment


def passes(time: Any, *hours: float) -> None:
    """Time passes, and the clock looks after each while."""
    for each in hours:
        later(time, each * HOUR)
        sweep()


def test_a_ticket_that_nobody_answers_is_raised_after_two_hours(time: Any, desk: Browser) -> None:
    rule(desk, {"priority": "raise"}, {"addTags": ["late"]}, on=UNANSWERED, when=LIVE)
    ticket = opened(desk)
    passes(time, 1.9)
    assert now(desk, ticket) == ticket
    passes(time, 0.2)
    after = now(desk, ticket)
    assert (after["priority"], after["tags"], after["version"]) == ("high", ["late"], 2)
    [run] = runs(desk, ticket)
    assert (run["cause"], run["outcome"]) == (None, "done")


def test_one_that_is_answered_in_time_is_left_alone(time: Any, desk: Browser) -> None:
    rule(desk, {"priority": "raise"}, on=UNANSWERED, when=LIVE)
    ticket = opened(desk)
    replied(desk, ticket)
    passes(time, 3)
    assert outcomes(desk, ticket) == []


def test_it_acts_once_until_its_condition_has_been_false(time: Any, desk: Browser) -> None:
    rule(desk, {"note": {"body": "late"}}, on=UNANSWERED, when=LIVE)
    ticket = opened(desk)
    passes(time, 3, 3)
    patched(desk, ticket, subject="Something else")
    passes(time, 3)
    assert outcomes(desk, ticket) == ["done"]
    replied(desk, ticket)
    replied(desk, ticket, **{"from": "requester"})
    passes(time, 3)
    assert outcomes(desk, ticket) == ["done", "done"]


def test_one_that_only_writes_beside_the_ticket_leaves_its_version_alone(time: Any, desk: Browser) -> None:
    rule(desk, {"note": {"body": "late"}}, on=UNANSWERED)
    ticket = opened(desk)
    passes(time, 3)
    assert now(desk, ticket) == ticket


def test_one_that_cannot_says_so_once_and_does_not_try_each_minute(time: Any, desk: Browser) -> None:
    rule(desk, {"set": {"custom": {"nonsense": 1}}}, on=UNANSWERED)
    ticket = opened(desk)
    passes(time, 3, 1, 1)
    assert outcomes(desk, ticket) == ["failed"]


def test_several_act_each_at_its_time(time: Any, desk: Browser) -> None:
    for hours in (1, 2, 3):
        rule(desk, {"addTags": [f"{hours} h"]}, on=("createdAt", hours * HOUR))
    ticket = opened(desk)
    passes(time, 1.1, 0.1)
    assert now(desk, ticket)["tags"] == ["1 h"]
    passes(time, 5)
    assert now(desk, ticket)["tags"] == ["1 h", "2 h", "3 h"]


def test_what_was_pending_for_three_days_is_solved(time: Any, desk: Browser) -> None:
    quiet = leaf("statusCategory", "is", "pending")
    rule(desk, {"reply": {"body": "We have not heard from you."}}, {"status": "solved"},
         on=("updatedAt", 72 * HOUR), when=quiet)  # fmt: skip
    ticket = patched(desk, opened(desk), status="pending")
    passes(time, 70)
    assert now(desk, ticket)["status"] == "pending"
    passes(time, 3)
    assert now(desk, ticket)["status"] == "solved"


def test_a_rule_that_is_switched_off_does_not_act(time: Any, desk: Browser) -> None:
    made = rule(desk, {"priority": "raise"}, on=UNANSWERED)
    ticket = opened(desk)
    desk.patch(f"/automation-rules/{made['id']}", {"active": False})
    passes(time, 3, 3)
    assert now(desk, ticket) == ticket


def test_tickets_that_are_there_already_are_reached_by_a_new_rule(time: Any, wire: Wire, wired: Browser) -> None:
    old, solved = opened(wired), patched(wired, opened(wired), status="solved")
    rule(wired, {"addTags": ["late"]}, on=UNANSWERED, when=LIVE)
    wire.carry()
    passes(time, 0.1)  # the job begins that looks at them
    wire.carry()
    passes(time, 2)
    assert now(wired, old)["tags"] == ["late"]
    assert now(wired, solved)["tags"] == []


def test_rules_that_arm_each_other_end_until_somebody_touches_the_ticket(time: Any, desk: Browser) -> None:
    for one, other in (("high", "low"), ("low", "high")):
        rule(desk, {"priority": other}, on=("createdAt", 60), when=leaf("priority", "is", one))
    ticket = opened(desk, priority="low")
    passes(time, *[1] * 6)
    assert outcomes(desk, ticket) == ["done"] * 20 + ["stopped"]
    patched(desk, ticket, priority="high" if now(desk, ticket)["priority"] == "low" else "low")
    passes(time, 1)
    assert outcomes(desk, ticket)[21] == "done"
