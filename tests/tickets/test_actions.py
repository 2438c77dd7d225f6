"""The language of actions: what comes of them, worked out without writing anything."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tickets.domain.actions import PRIORITIES, VERBS, outcome
from tickets.domain.variables import chosen, rendered, unknown

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
TICKET = {"priority": "normal", "tags": ["a"], "followers": [], "assignee": None, "status": "open",
          "custom": {"plan": "gold", "size": 2}, "snoozedUntil": None, "category": None}  # fmt: skip


def after(*actions: Any, ticket: Any = TICKET, actor: str = "member/ada") -> dict[str, Any]:
    """What changes."""
    return outcome(actions, ticket, actor, NOW).changes(ticket)


def test_actions_are_done_in_their_order() -> None:
    assert after({"addTags": ["b", "a"]}, {"removeTags": ["a"]}, {"addTags": ["c"]}) == {"tags": ["b", "c"]}


def test_custom_fields_are_set_and_emptied_one_by_one() -> None:
    assert after({"set": {"custom": {"plan": None, "colour": "red"}}}) == {"custom": {"size": 2, "colour": "red"}}


@pytest.mark.parametrize(("before", "raised"), [("low", "normal"), ("high", "urgent"), ("urgent", "urgent")])
def test_a_priority_is_raised_until_it_is_urgent(before: str, raised: str) -> None:
    assert outcome([{"priority": "raise"}], {"priority": before}, "", NOW).fields["priority"] == raised


def test_self_is_the_member_who_acts() -> None:
    assert after({"assign": {"agent": "self", "team": None}}) == {"assignee": "ada"}
    with pytest.raises(ValueError, match="nobody"):
        after({"assign": {"agent": "self"}}, actor="system/tickets")


def test_a_nap_ends_some_seconds_from_now() -> None:
    assert after({"snooze": {"for": 90}}) == {"snoozedUntil": "2026-11-22T09:31:30.000Z"}


ACTIONS = some.one_of(
    some.builds(lambda tags: {"addTags": tags}, some.lists(some.sampled_from("abc"), min_size=1, max_size=3)),
    some.builds(lambda tags: {"removeTags": tags}, some.lists(some.sampled_from("abc"), min_size=1, max_size=3)),
    some.builds(lambda value: {"priority": value}, some.sampled_from(PRIORITIES)),
    some.builds(lambda value: {"set": {"custom": {"plan": value}}}, some.none() | some.text(max_size=2)),
    some.builds(lambda whom: {"assign": {"agent": whom}}, some.sampled_from(["self", "ben", None])),
)


@settings(max_examples=100, deadline=None)
@given(some.lists(ACTIONS, max_size=6))
def test_one_list_does_what_its_actions_do_one_by_one_and_leaves_the_ticket_alone(actions: list[Any]) -> None:
    before, ticket = {**TICKET, "tags": [*TICKET["tags"]]}, TICKET
    for each in actions:
        ticket = outcome([each], ticket, "member/ada", NOW).fields
    assert outcome(actions, TICKET, "member/ada", NOW).fields == ticket
    assert before == TICKET


def test_every_verb_that_may_be_said_is_understood() -> None:
    from tickets.schemas.actions import Action  # noqa: PLC0415  pydantic

    assert {info.alias for info in Action.model_fields.values()} == VERBS.keys()


def test_variables_have_values_or_what_stands_instead() -> None:
    text = "{{ ticket.number }} {{ticket.category | cases}} {{requester.name}} {{ticket.custom.x|}}!"
    assert rendered(text, {"ticket": {"number": "T1"}}, "en") == (
        "T1 cases there !", ["ticket.category", "requester.name", "ticket.custom.x"]
    )  # fmt: skip


def test_only_variables_that_there_are_may_be_named() -> None:
    assert unknown("{{ticket.number}} {{ticket.custom.order_no}} {{a}} {{ticket.custom.}} {{a}}") == [
        "a", "ticket.custom."
    ]  # fmt: skip


def test_what_a_customer_wrote_is_no_variable() -> None:
    said, _ = rendered("{{ticket.subject}}", {"ticket": {"subject": "{{requester.name}}"}}, "en")
    assert said == "{{requester.name}}"


@pytest.mark.parametrize(("wanted", "found"), [("zh-CN", "zh-CN"), ("zh", "zh-CN"), ("fr", "en"), (None, "en")])
def test_the_language_that_serves_best(wanted: str | None, found: str) -> None:
    assert chosen({"zh-CN": "", "en": ""}, wanted) == found
    assert chosen({"de": ""}, wanted) == "de"
