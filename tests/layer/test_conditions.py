"""Conditions as data: they say what is wrong with them, and whatever a record holds, asking never fails."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from onestop.clock import EPOCH
from onestop.conditions import TAKES, faults, fields, holds
from onestop.errors import Invalid
from onestop.http.checking import modelled
from onestop.models import Condition, Model

TICKET = {
    "subject": "Straße gesperrt: 退款",
    "priority": "high",
    "tags": ["VIP", "refund"],
    "assignee": None,
    "reopens": 2,
    "paid": True,
    "custom": {"plan": "gold"},
    "needs": [{"skill": "billing", "level": 3}, {"skill": "zh", "level": 1}],
    "createdAt": "2026-11-21T09:30:00.000Z",
}


def leaf(field: str, op: str, *value: Any) -> dict[str, Any]:
    return {"field": field, "op": op, **({"value": value[0]} if value else {})}


@pytest.mark.parametrize(
    "asked",
    [
        leaf("priority", "is", "high"),
        leaf("priority", "isNot", "low"),
        leaf("assignee", "isNot", "somebody"),
        leaf("priority", "in", ["high", "urgent"]),
        leaf("priority", "notIn", ["low"]),
        leaf("subject", "contains", "STRASSE"),
        leaf("subject", "contains", "退款"),
        leaf("subject", "startsWith", "straße"),
        leaf("tags", "contains", "vip"),
        leaf("tags", "containsAny", ["late", "refund"]),
        leaf("custom.plan", "is", "gold"),
        leaf("needs.skill", "contains", "billing"),
        leaf("reopens", "atLeast", 2),
        leaf("reopens", "less", 2.5),
        leaf("createdAt", "more", "2026-11-21T09:29:59Z"),
        leaf("createdAt", "atMost", "2026-11-21T09:30:00Z"),
        leaf("createdAt", "more", "2026-11-21"),
        leaf("assignee", "empty"),
        leaf("reopens", "set"),
        {"all": []},
        {"any": [leaf("priority", "is", "low"), {"not": leaf("custom.plan", "empty")}]},
    ],
    ids=str,
)
def test_holds(asked: dict[str, Any]) -> None:
    assert faults(asked) == []
    assert holds(asked, TICKET)


@pytest.mark.parametrize(
    "asked",
    [
        leaf("paid", "is", 1),
        leaf("priority", "more", 3),
        leaf("assignee", "contains", "a"),
        leaf("assignee", "atMost", 3),
        leaf("priority.deeper", "set"),
        leaf("nothing", "in", ["a"]),
    ],
    ids=str,
)
def test_does_not_hold(asked: dict[str, Any]) -> None:
    assert not holds(asked, TICKET)


def test_a_change_is_seen_beside_the_record_as_it_was() -> None:
    was = {**TICKET, "priority": "low"}
    assert holds(leaf("priority", "changed"), TICKET, was)
    assert holds(leaf("priority", "changedTo", "high"), TICKET, was)
    assert holds(leaf("priority", "changedFrom", "low"), TICKET, was)
    assert not holds(leaf("priority", "changedTo", "low"), TICKET, was)
    assert not holds(leaf("subject", "changed"), TICKET, was)


def test_a_new_record_has_changed_in_all_that_it_has_and_one_without_a_past_in_nothing() -> None:
    assert holds(leaf("priority", "changedTo", "high"), TICKET, {})
    assert not holds(leaf("assignee", "changed"), TICKET, {})
    assert not holds(leaf("priority", "changed"), TICKET)


class Rule(Model):
    when: Condition


@pytest.mark.parametrize(
    ("asked", "pointer"),
    [
        ({}, "/when"),
        ({"all": [], "any": []}, "/when"),
        ({"any": []}, "/when/any"),
        ({"all": [leaf("a", "is", 1), {"not": leaf("a b", "is", 1)}]}, "/when/all/1/not/field"),
        (leaf("a", "like", "b"), "/when/op"),
        (leaf("a", "is"), "/when/value"),
        (leaf("a", "empty", 1), "/when/value"),
        (leaf("a", "is", None), "/when/value"),
        (leaf("a", "in", "b"), "/when/value"),
        (leaf("priority", "atLeast", "high"), "/when/value"),
        ({**leaf("a", "set"), "else": 1}, "/when/else"),
        ({"all": [leaf("a", "set")] * 51}, "/when/all"),
        ({"all": [{"any": [leaf("a", "set")] * 26}] * 2}, "/when"),
        ({"not": {"not": {"not": {"not": {"not": {"not": leaf("a", "set")}}}}}}, "/when/not/not/not/not/not/not"),
    ],
)
def test_a_fault_is_shown_where_it_is(asked: dict[str, Any], pointer: str) -> None:
    with pytest.raises(Invalid) as refused:
        modelled(Rule, {"when": asked})
    assert [each["pointer"] for each in refused.value.errors] == [pointer]


names = some.sampled_from([*TICKET, "custom.plan", "needs.level", "nothing"])
scalars = some.one_of(some.booleans(), some.integers(-3, 3), some.text(max_size=3), some.floats(-3, 3))
values = {"is": scalars, "in": some.lists(scalars, min_size=1, max_size=3), "startsWith": some.text("ab", min_size=1),
          "atLeast": some.one_of(some.integers(-3, 3), some.just("2026-11-21")), "empty": None}  # fmt: skip


def _leaf_of(op: str) -> some.SearchStrategy[dict[str, Any]]:
    value = next(values[each] for each in values if TAKES[each] is TAKES[op])
    return some.builds(leaf, names, some.just(op), *([] if value is None else [value]))


comparisons = some.sampled_from(list(TAKES)).flatmap(_leaf_of)
conditions = some.recursive(
    comparisons,
    lambda inner: some.one_of(
        some.builds(lambda each: {"not": each}, inner),
        some.builds(lambda several: {"all": several}, some.lists(inner, max_size=3)),
        some.builds(lambda several: {"any": several}, some.lists(inner, min_size=1, max_size=3)),
    ),
    max_leaves=6,
).filter(lambda each: not faults(each))
parts = some.sampled_from(["plan", "level"])
anything = some.recursive(
    some.none() | scalars,
    lambda inner: some.one_of(some.lists(inner, max_size=2), some.dictionaries(parts, inner, max_size=2)),
    max_leaves=4,
)
records = some.dictionaries(some.sampled_from(list(TICKET)), anything, max_size=4)


@settings(max_examples=150, deadline=None)
@given(conditions, records, some.none() | records)
def test_whatever_a_record_holds_there_is_an_answer_and_not_turns_it_round(asked: Any, record: Any, was: Any) -> None:
    assert holds({"not": asked}, record, was) is not holds(asked, record, was)


@settings(max_examples=100, deadline=None)
@given(some.lists(conditions, min_size=1, max_size=3), records)
def test_not_all_is_any_not(asked: list[Any], record: Any) -> None:
    all_of, none_of = {"all": asked}, {"any": [{"not": each} for each in asked]}
    assert holds(all_of, record) is not holds(none_of, record)


@settings(max_examples=100, deadline=None)
@given(conditions, records, records)
def test_only_the_fields_that_it_names_decide(asked: Any, record: Any, other: Any) -> None:
    looked_at = {path.split(".")[0] for path in fields(asked)}
    same = {name: value for name, value in record.items() if name in looked_at}
    assert holds(asked, {**{n: v for n, v in other.items() if n not in looked_at}, **same}) is holds(asked, record)


@settings(max_examples=100, deadline=None)
@given(anything)
def test_whatever_is_sent_as_a_condition_is_judged(sent: Any) -> None:
    assert faults({"all": [sent]})


moments = some.integers(0, 3000).map(lambda each: EPOCH + timedelta(milliseconds=each))


def _written(moment: datetime, *, fraction: bool) -> str:
    text = moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return text if fraction or moment.microsecond else text.replace(".000", "")


@settings(max_examples=100, deadline=None)
@given(moments, moments, some.booleans())
def test_moments_are_in_the_order_of_time_however_they_are_written(one: datetime, two: datetime, full: bool) -> None:
    record, value = {"at": _written(one, fraction=True)}, _written(two, fraction=full)
    assert holds(leaf("at", "less", value), record) is (one < two)
    assert holds(leaf("at", "atLeast", value), record) is (one >= two)
