"""Any set of rules comes to an end: whatever they do to a ticket, and to each other."""

from collections.abc import Iterator
from typing import Any

import pytest
from freezegun import freeze_time
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from onestop import clock, conditions
from tests.support.wire import Wire
from tests.tickets.desk import TEAM, browser, now, opened
from tests.tickets.promises import later, sweep
from tests.tickets.ruling import EVENTS, leaf, rule, runs
from tickets.domain import automation
from tickets.domain.automation import MOST_HOPS, MOST_ROUNDS, Chain, Happened

TAGS = ("a", "b")
CONDITIONS = some.sampled_from([
    {"all": []}, leaf("tags", "empty"), *(leaf("tags", "contains", tag) for tag in TAGS), leaf("priority", "is", "low"),
    leaf("priority", "isNot", "low"), leaf("statusCategory", "is", "pending"), leaf("snoozedUntil", "empty"),
])  # fmt: skip
ACTIONS = some.sampled_from([
    *({verb: [tag]} for tag in TAGS for verb in ("addTags", "removeTags")), {"priority": "low"}, {"priority": "raise"},
    {"status": "pending"}, {"status": "open"}, {"status": "solved"}, {"snooze": {"for": 60}}, {"note": {"body": "!"}},
    {"assign": {"team": TEAM}}, {"assign": {"team": None}},
])  # fmt: skip
TRIGGERS = some.one_of(
    some.just((*EVENTS, "TicketWoken", "TicketSnoozed", "TicketResolved", "TicketReopened")),
    some.tuples(some.sampled_from(["createdAt", "updatedAt", "waitingSince"]), some.just(60)),
)
RULES = some.lists(
    some.tuples(TRIGGERS, CONDITIONS, some.lists(ACTIONS, min_size=1, max_size=2)), min_size=2, max_size=4
)
ENDLESS = 40  # sweeps; each does up to five things to a ticket


@pytest.fixture
def wire(aws: None) -> Wire:
    return Wire("tickets")


@pytest.fixture
def time() -> Iterator[Any]:
    with freeze_time("2026-11-23T10:00:00Z") as moment:
        yield moment


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(RULES)
def test_any_rules_end_and_say_so(wire: Wire, time: Any, rules: list[Any]) -> None:
    desk = of_a_new_tenant()
    for on, when, actions in rules:
        rule(desk, *actions, on=on, when=when)
    ticket = opened(desk, priority="low")
    assert _until_quiet(wire, time, desk, ticket) < ENDLESS, [each["outcome"] for each in runs(desk, ticket)]
    done = [each for each in runs(desk, ticket) if each["outcome"] == "done"]
    assert len(done) <= (MOST_ROUNDS + 1) * len(rules)


def of_a_new_tenant() -> Any:
    """A desk of its own, so that one house serves all examples."""
    made = browser()
    return type(made)(made.door, clock.new_id(), made.actor, made.roles, made.scopes)


def _until_quiet(wire: Wire, time: Any, desk: Any, ticket: dict[str, Any]) -> int:
    """How many hours something happens to a ticket by itself."""
    versions: list[int] = []
    while len(versions) < 3 or (len(versions) < ENDLESS and versions[-1] != versions[-3]):
        wire.carry()
        later(time, 3600)
        sweep()
        versions.append(now(desk, ticket)["version"])
    return len(versions)


RECORDS = some.fixed_dictionaries(
    {"priority": some.sampled_from(["low", "high"]), "tags": some.sampled_from([[], ["a"]])}
)
ASKED = some.sampled_from([
    leaf("priority", "changed"), leaf("priority", "changedTo", "high"), {"not": leaf("priority", "changedFrom", "low")},
    {"all": [leaf("priority", "changed"), leaf("tags", "empty")]},
    {"any": [leaf("tags", "empty"), leaf("tags", "changed")]},
])  # fmt: skip


@given(ASKED, RECORDS, RECORDS)
def test_a_ticket_that_has_not_moved_on_is_judged_by_the_condition_itself(asked: Any, was: Any, record: Any) -> None:
    told = Happened(record, was)
    assert automation.concerns({"condition": asked}, told, record) is conditions.holds(asked, record, was)


@given(ASKED, RECORDS, RECORDS, RECORDS)
def test_what_changes_later_is_no_change_of_this_event(asked: Any, was: Any, record: Any, later_on: Any) -> None:
    only_changes = {"all": [each for _, each in conditions.leaves(asked) if each["op"] in automation.OF_CHANGE]}
    told, rule_of = Happened(record, was), {"condition": only_changes}
    assert automation.concerns(rule_of, told, later_on) is automation.concerns(rule_of, told, record)


@given(some.lists(some.sampled_from("abcdefghijkl"), max_size=40))
def test_a_chain_lets_each_rule_act_once_and_has_an_end(asking: list[str]) -> None:
    chain, acted = Chain(), []
    for rule_id in asking:
        if chain.stops(rule_id, rounds=0) is None:
            chain, acted = chain.further([rule_id]), [*acted, rule_id]
    assert len(acted) == len(set(acted)) <= MOST_HOPS
