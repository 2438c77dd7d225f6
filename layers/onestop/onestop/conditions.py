"""Conditions as data: what views, rules, policies and queues tell records apart by.

    {"all": [{"field": "priority", "op": "in", "value": ["high", "urgent"]},
             {"not": {"field": "custom.plan", "op": "is", "value": "free"}}]}

Groups are `all`, `any` and `not`; a leaf names a field, an operation and, mostly, a value. A path leads into objects
(`custom.plan`) and through lists of them (`needs.skill` are the skills of all needs). A field that is absent is empty;
whatever stands in a record, asking about it never fails.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

Condition = Mapping[str, Any]
Facts = Mapping[str, Any]

DEEPEST, MOST_LEAVES, MOST_VALUES, LONGEST = 5, 50, 100, 500
FIELD = re.compile(r"[\w-]{1,50}(\.[\w-]{1,50}){0,3}")
MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?Z)?")
SCALARS = (str, int, float, bool)


def holds(condition: Condition, facts: Facts, before: Facts | None = None) -> bool:
    """Whether a condition that `faults` finds nothing wrong with holds for a record.

    `before` is the record as it was, `{}` for one that is new; without it nothing counts as changed.
    """
    if "all" in condition:
        return all(holds(each, facts, before) for each in condition["all"])
    if "any" in condition:
        return any(holds(each, facts, before) for each in condition["any"])
    if "not" in condition:
        return not holds(condition["not"], facts, before)
    return _leaf_holds(condition, facts, before)


def fields(condition: Condition) -> set[str]:
    """The paths of all fields that a condition looks at."""
    return {leaf["field"] for _, leaf in leaves(condition)}


def leaves(condition: Condition, at: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Condition]]:
    """Each leaf with the path that leads to it."""
    if "not" in condition:
        yield from leaves(condition["not"], (*at, "not"))
    elif "field" in condition:
        yield at, condition
    for group in condition.keys() & {"all", "any"}:
        for number, each in enumerate(condition[group]):
            yield from leaves(each, (*at, group, number))


class Fault(NamedTuple):
    """What is wrong with a condition, and the path to it."""

    path: tuple[str | int, ...]
    reason: str


def faults(condition: Any) -> list[Fault]:
    """All that is wrong with what should be a condition: its shape, its depth of 5, its 50 leaves."""
    found = list(_faults(condition, (), 0))
    if not found and sum(1 for _ in leaves(condition)) > MOST_LEAVES:
        return [Fault((), f"has more than {MOST_LEAVES} comparisons")]
    return found


def _faults(condition: Any, at: tuple[Any, ...], depth: int) -> Iterator[Fault]:
    if not isinstance(condition, Mapping):
        yield Fault(at, "is no condition: an object with all, any, not or field")
    elif depth > DEEPEST:
        yield Fault(at, f"is more than {DEEPEST} groups deep")
    elif "field" in condition:
        yield from _leaf_faults(condition, at)
    elif len(condition) == 1 and "not" in condition:
        yield from _faults(condition["not"], (*at, "not"), depth + 1)
    elif len(condition) == 1 and (group := next(iter(condition))) in ("all", "any"):
        yield from _group_faults(condition[group], (*at, group), depth)
    else:
        yield Fault(at, "has to be one of all, any, not, or a field with op and value")


def _group_faults(members: Any, at: tuple[Any, ...], depth: int) -> Iterator[Fault]:
    if not isinstance(members, list):
        yield Fault(at, "is no list of conditions")
    elif not members and at[-1] == "any":
        yield Fault(at, "has no condition, so that it would never hold")
    elif len(members) > MOST_LEAVES:
        yield Fault(at, f"has more than {MOST_LEAVES} conditions")
    else:
        for number, each in enumerate(members):
            yield from _faults(each, (*at, number), depth + 1)


def _leaf_faults(leaf: Condition, at: tuple[Any, ...]) -> Iterator[Fault]:
    if unknown := sorted(leaf.keys() - {"field", "op", "value"}):
        yield Fault((*at, unknown[0]), "is not known here")
    if not isinstance(leaf["field"], str) or not FIELD.fullmatch(leaf["field"]):
        yield Fault((*at, "field"), "is no name of a field")
    wanted = TAKES.get(leaf["op"]) if isinstance(leaf.get("op"), str) else None
    if wanted is None:
        yield Fault((*at, "op"), f"is none of {', '.join(TAKES)}")
    elif reason := wanted(leaf["value"]) if "value" in leaf else _without(wanted):
        yield Fault((*at, "value"), reason)


def _one(value: Any) -> str | None:
    if not isinstance(value, SCALARS):
        return "has to be a text, a number or true or false"
    return f"is longer than {LONGEST} characters" if isinstance(value, str) and len(value) > LONGEST else None


def _several(value: Any) -> str | None:
    if not isinstance(value, list) or not 0 < len(value) <= MOST_VALUES:
        return f"has to be a list of 1 to {MOST_VALUES} values"
    return next((reason for each in value if (reason := _one(each))), None)


def _text(value: Any) -> str | None:
    return _one(value) if isinstance(value, str) and value else "has to be a text"


def _ordered(value: Any) -> str | None:
    if _is_number(value) or (isinstance(value, str) and MOMENT.fullmatch(value)):
        return None
    return "has to be a number, a date or a moment such as 2026-01-31T09:30:00Z"


def _nothing(_: Any) -> str | None:
    return "is not taken by this op"


def _without(wanted: Callable[[Any], str | None]) -> str | None:
    return None if wanted is _nothing else "is missing"


# What each operation takes as its value; the reason why not, or None.
TAKES: dict[str, Callable[[Any], str | None]] = {
    **dict.fromkeys(("is", "isNot", "contains", "changedTo", "changedFrom"), _one),
    **dict.fromkeys(("in", "notIn", "containsAny"), _several),
    "startsWith": _text,
    **dict.fromkeys(("atLeast", "atMost", "more", "less"), _ordered),
    **dict.fromkeys(("empty", "set", "changed"), _nothing),
}


def _leaf_holds(leaf: Condition, facts: Facts, before: Facts | None) -> bool:
    path, op, value = leaf["field"].split("."), leaf["op"], leaf.get("value")
    found = _found(facts, path)
    if op in OPERATIONS:
        return OPERATIONS[op](found, value)
    was = _found(before, path) if before is not None else found
    if was == found:
        return False
    return op == "changed" or _same(found if op == "changedTo" else was, value)


def _found(record: Any, path: list[str]) -> Any:
    """What a path leads to; None where it leads nowhere, a list where it goes through one."""
    for number, name in enumerate(path):
        if isinstance(record, list):
            return [each for each in (_found(one, path[number:]) for one in record) if each is not None]
        record = record.get(name) if isinstance(record, Mapping) else None
    return record


def _same(found: Any, value: Any) -> bool:
    """Equal, and of one kind: true is not 1."""
    return isinstance(found, bool) == isinstance(value, bool) and bool(found == value)


def _contains(found: Any, value: Any) -> bool:
    if isinstance(found, str):
        return isinstance(value, str) and value.casefold() in found.casefold()
    return isinstance(found, list) and any(_same(_folded(each), _folded(value)) for each in found)


def _folded(value: Any) -> Any:
    return value.casefold() if isinstance(value, str) else value


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _compared(found: Any, value: Any) -> int | None:
    """-1, 0 or 1 as what was found is less than, equal to or more than a value; None where they have no order."""
    if isinstance(found, str) and isinstance(value, str):
        found, value = _moment(found), _moment(value)
    elif not (_is_number(found) and _is_number(value)):
        return None
    return (found > value) - (found < value)


def _moment(text: str) -> str:
    """So that moments with and without a fraction of a second have their order as texts."""
    whole = text.removesuffix("Z")
    return whole.rstrip("0").rstrip(".") if "." in whole else whole


OPERATIONS: dict[str, Callable[[Any, Any], bool]] = {
    "is": _same,
    "isNot": lambda found, value: not _same(found, value),
    "in": lambda found, values: any(_same(found, each) for each in values),
    "notIn": lambda found, values: not any(_same(found, each) for each in values),
    "contains": _contains,
    "containsAny": lambda found, values: any(_contains(found, each) for each in values),
    "startsWith": lambda found, value: isinstance(found, str) and found.casefold().startswith(value.casefold()),
    "atLeast": lambda found, value: _compared(found, value) in (0, 1),
    "atMost": lambda found, value: _compared(found, value) in (0, -1),
    "more": lambda found, value: _compared(found, value) == 1,
    "less": lambda found, value: _compared(found, value) == -1,
    "empty": lambda found, _: found in (None, "", [], {}),
    "set": lambda found, _: found not in (None, "", [], {}),
}
