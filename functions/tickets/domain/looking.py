"""Which tickets a view can be about at most, so that as few as possible have to be looked at."""

from collections.abc import Collection, Mapping
from typing import Any

from onestop.conditions import Condition

SELF = "self"  # in the place of a member's id: whoever looks
LISTED_BY = ("assignee", "requester", "team", "statusCategory")
Bounds = dict[str, set[str]]


def personal(condition: Condition, member: str | None) -> Condition:
    """A condition as it is for one who looks; for one who is no member, `self` is nobody."""
    if "not" in condition:
        return {"not": personal(condition["not"], member)}
    for group in condition.keys() & {"all", "any"}:
        return {group: [personal(each, member) for each in condition[group]]}
    value = condition.get("value")
    if isinstance(value, list):
        return {**condition, "value": [_meant(each, member) for each in value]}
    return {**condition, "value": _meant(value, member)} if "value" in condition else condition


def bounds(condition: Condition, category_of: Mapping[str, str]) -> Bounds:
    """The values that a ticket must have for a condition to hold, of fields by which there are lists.

    `category_of` says for each status what it means, so that one by status narrows the category as well.
    """
    found: Bounds = {}
    for each in condition.get("all", [condition]):
        narrower = bounds(each, category_of) if "all" in each else _of_leaf(each, category_of)
        for name, values in narrower.items():
            found[name] = found[name] & values if name in found else values
    return found


def _of_leaf(leaf: Condition, category_of: Mapping[str, str]) -> Bounds:
    if leaf.get("op") not in ("is", "in"):
        return {}
    values = {each for each in _several(leaf["value"]) if isinstance(each, str)}
    if leaf["field"] == "status":
        return {"statusCategory": {category_of[each] for each in values if each in category_of}}
    return {leaf["field"]: values} if leaf["field"] in LISTED_BY else {}


def _several(value: Any) -> Collection[Any]:
    return value if isinstance(value, list) else [value]


def _meant(value: Any, member: str | None) -> Any:
    return (member or "") if value == SELF else value
