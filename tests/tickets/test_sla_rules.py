"""What clocks measure, and what becomes of them; the time of day says it all: it is 10:00 when a ticket is opened."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from onestop.clock import rfc3339
from tickets.domain import clock_states, sla
from tickets.domain.clock_states import Clock, Clocks
from tickets.domain.sla import Facts
from tickets.domain.sla_policy import Policy
from tickets.domain.standing import OVER, waits

OPENED = datetime.fromisoformat("2026-11-23T10:00:00Z")
HOURLY = {"firstResponse": 3600, "nextResponse": 3600, "resolution": 7200}
POLICY = Policy("p", {"all": []}, {"normal": HOURLY, "high": {"resolution": 3600}}, stops=OVER | {"pending"},
                warn_percent=50)  # fmt: skip


def at(minutes: float) -> str:
    return rfc3339(OPENED + timedelta(minutes=minutes))


class Case:
    """A ticket whose story is told minute by minute."""

    def __init__(self, policy: Policy | None = POLICY) -> None:
        self.facts, self.clocks, self.policy, self.edition = Facts("normal", at(0)), Clocks(), policy, 1
        self.settled: list[tuple[str, int, str]] = []
        self.happens(0, waiting_since=at(0))

    def happens(self, minutes: float, category: str | None = None, **facts: Any) -> "Case":
        if category:
            facts["waits"] = tuple(waits(self.facts.waits, category, at(minutes)))
            facts["resolved_at"] = at(minutes) if category in OVER else None
        self.facts = replace(self.facts, **facts)
        self.clocks = sla.advance(self.clocks, self.facts, self.policy, self.edition, at(minutes))
        self.settled += [each[:3] for each in self.clocks.settled]
        return self

    def answered(self, minutes: float) -> "Case":
        first = self.facts.first_replied_at or at(minutes)
        return self.happens(minutes, first_replied_at=first, last_agent_at=at(minutes), waiting_since=None)

    def contacted(self, minutes: float) -> "Case":
        return self.happens(minutes, waiting_since=self.facts.waiting_since or at(minutes))

    def clock(self, metric: str) -> Clock:
        return self.clocks.by_metric[metric]

    def told(self, minutes: float) -> list[tuple[str, str]]:
        """What a sweep tells at a minute."""
        self.happens(minutes)
        notices = iter(lambda: sla.tell(self.clocks, at(minutes)), None)
        return [(notice.what, notice.metric) for notice in notices]


def test_a_new_ticket_has_to_be_answered_and_resolved_in_time() -> None:
    clocks = Case().clocks
    assert {name: clock.due_at for name, clock in clocks.by_metric.items()} == {
        "firstResponse": at(60),
        "resolution": at(120),
    }
    assert (clocks.state(), clocks.due_at(), clocks.next_moment()) == ("active", at(60), at(30))


def test_an_answer_in_time_is_a_hit_also_at_the_last_moment() -> None:
    assert Case().answered(60).settled == [("firstResponse", 1, "hit")]


def test_an_answer_that_comes_late_is_a_miss_though_nobody_has_looked() -> None:
    case = Case().answered(60.001)
    assert (case.settled, case.clock("firstResponse").state) == ([("firstResponse", 1, "missed")], "missed")
    assert case.told(61) == [("breached", "firstResponse"), ("warned", "resolution")]


def test_the_next_response_is_due_from_the_oldest_message_without_an_answer() -> None:
    case = Case().answered(5).contacted(20).contacted(40)
    assert case.clock("nextResponse").due_at == at(80)
    assert case.answered(70).settled[-1] == ("nextResponse", 1, "hit")


def test_each_message_that_follows_an_answer_begins_a_cycle_of_its_own() -> None:
    case = Case().answered(5).contacted(10).answered(75).contacted(80)
    clock = case.clock("nextResponse")
    assert (clock.cycle, clock.misses, clock.state, clock.due_at) == (2, 1, "activeWithMisses", at(140))
    assert case.answered(90).clock("nextResponse").state == "missed"
    assert case.settled[1:] == [("nextResponse", 1, "missed"), ("nextResponse", 2, "hit")]


def test_the_clock_stands_while_the_ticket_waits_for_the_customer() -> None:
    case = Case().answered(10).happens(30, "pending")
    clock = case.clock("resolution")
    assert (clock.state, clock.left, clock.due_at) == ("paused", 5400.0, None)
    assert case.happens(300, "open").clock("resolution").due_at == at(390)


def test_it_runs_on_while_a_ticket_is_held_where_the_policy_does_not_say_otherwise() -> None:
    assert Case().happens(30, "hold").clock("resolution").due_at == at(120)


def test_a_ticket_that_is_reopened_goes_on_where_it_was() -> None:
    case = Case().answered(10).happens(60, "solved")
    assert case.clock("resolution").state == "hit"
    case.happens(200, "open")
    assert (case.clock("resolution").due_at, case.settled[-1]) == (at(260), ("resolution", 1, "open"))
    assert case.happens(270, "solved").settled[-1] == ("resolution", 1, "missed")


def test_solving_a_ticket_without_an_answer_ends_its_clocks() -> None:
    assert Case().happens(50, "solved").settled == [("firstResponse", 1, "hit"), ("resolution", 1, "hit")]


def test_what_was_missed_stays_so_though_the_ticket_gets_more_time() -> None:
    case = Case().happens(61)
    case.policy, case.edition = replace(POLICY, targets={"normal": {"firstResponse": 36_000}}), 2
    assert case.happens(62).clock("firstResponse").state == "activeWithMisses"


def test_a_deadline_that_has_passed_is_judged_before_the_policy_gives_another() -> None:
    case = Case()
    case.policy, case.edition = replace(POLICY, targets={"normal": {"firstResponse": 36_000}}), 2
    assert case.happens(61).settled == [("firstResponse", 1, "missed")]


def test_another_priority_has_other_targets_from_the_opening_on() -> None:
    case = Case().happens(30, priority="high")
    assert {name: clock.due_at for name, clock in case.clocks.by_metric.items()} == {"resolution": at(60)}


def test_a_ticket_that_no_policy_is_for_has_no_clocks() -> None:
    case = Case(None)
    assert (case.clocks.by_metric, clock_states.shown(case.clocks)) == ({}, None)


def test_a_policy_does_not_judge_what_was_over_before_it_came() -> None:
    case = Case(None).answered(90)
    case.policy = POLICY
    assert case.happens(91).settled == []
    assert case.clock("resolution").due_at == at(120)


def test_it_is_warned_once_and_breached_once() -> None:
    case = Case()
    told = [case.told(minute) for minute in (29, 30, 31, 60, 60.001, 61, 62)]
    assert told == [[], [("warned", "firstResponse")], [], [("warned", "resolution")], [("breached", "firstResponse")],
                    [], []]  # fmt: skip


def test_a_sweep_that_was_away_tells_each_breach_and_no_warning_of_what_is_over() -> None:
    assert Case().told(300) == [("breached", "firstResponse"), ("breached", "resolution")]


def test_a_breach_that_was_followed_by_the_next_cycle_is_told_all_the_same() -> None:
    case = Case().answered(5).contacted(10).answered(75).contacted(76)
    assert case.told(77) == [("breached", "nextResponse"), ("warned", "resolution")]


def test_regular_updates_are_counted_from_answer_to_answer() -> None:
    case = Case(replace(POLICY, targets={"normal": {"update": 3600}})).answered(10).answered(60).answered(130)
    assert case.settled == [("update", 1, "hit"), ("update", 2, "missed")]
    assert (case.clock("update").cycle, case.clock("update").due_at) == (3, at(190))


@pytest.mark.parametrize("minutes", [1, 30, 61, 300])
def test_what_is_shown_is_what_is_read(minutes: float) -> None:
    case = Case().answered(minutes).happens(minutes + 1, "pending")
    again = clock_states.read(clock_states.shown(case.clocks))
    assert (again.by_metric, again.untold, again.policy) == (case.clocks.by_metric, case.clocks.untold, "p")


def test_a_warning_may_come_some_time_before_the_deadline() -> None:
    case = Case(replace(POLICY, warn_percent=None, warn_seconds=600))
    assert (case.clock("firstResponse").warn_at, case.clock("resolution").warn_at) == (at(50), at(110))
