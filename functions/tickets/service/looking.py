"""Tickets for which a condition holds: found in the narrowest list there is, and looked at one by one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from onestop import conditions, lists
from onestop.conditions import Condition
from onestop.identity import Caller
from onestop.lists import Page, Range
from tickets.domain import looking
from tickets.domain.states import CATEGORIES
from tickets.service import desk, finding

AT_ONCE, MOST = 100, 500  # tickets that are looked at in one call, and for one page
MOST_LISTS = 20  # of assignees or teams that are merged; beyond that, all tickets of the categories are fewer calls
MEMBER = "member/"
Place = tuple[Any, list[str], Any]


@dataclass(frozen=True, slots=True)
class Found:
    """A page of what was found. It may have fewer tickets than were asked for, and still be followed by another one:
    `examined` tickets were looked at for it.
    """

    page: Page
    examined: int


def matching(by: Caller, condition: Condition, part: Range, most: int = MOST) -> Found:
    """One page of the tickets for which a condition holds, by their making: 2 calls for each hundred looked at.

    At most `most` are looked at for a page; its position continues where that ended.
    """
    meant = looking.personal(condition, _member(by))
    place, wanted = _place(by.tenant, meant), part.limit
    rows: list[Any] = []
    position, examined = part.after, 0
    while examined < most and len(rows) < wanted:
        reach = Range(part.low, part.high, position, part.newest_first, min(AT_ONCE, most - examined))
        found = finding.whole(lists.read(place[0], place[1], reach, place[2]))
        for row in found.rows:
            examined, position = examined + 1, row.id
            if conditions.holds(meant, row.view()):
                rows.append(row)
            if len(rows) == wanted:
                return Found(Page(rows, row.id), examined)
        position = found.position
        if position is None:
            break
    return Found(Page(rows, position), examined)


def _member(by: Caller) -> str | None:
    return by.actor.removeprefix(MEMBER) if by.actor.startswith(MEMBER) else None


def _place(tenant: str, condition: Condition) -> Place:
    """The narrowest list: of assignees, of customers, of teams, of what stands so, of all; in this order."""
    category_of = {key: each["category"] for key, each in desk.of(tenant).statuses.items()}
    narrowed = looking.bounds(condition, category_of)
    categories = tuple(each for each in CATEGORIES if each in narrowed.get("statusCategory", CATEGORIES))
    for name, lists_of in LISTS.items():
        values = narrowed.get(name)
        if values is not None and len(values) <= MOST_LISTS:
            return _together([lists_of(tenant, each, categories) for each in sorted(values)], lists_of)
    return finding.in_categories(tenant, categories)


def _of_requester(tenant: str, customer: str, _: tuple[str, ...]) -> Place:
    return finding.of_requester(tenant, customer)


LISTS: Mapping[str, Any] = {
    "assignee": finding.of_assignee,
    "requester": _of_requester,
    "team": finding.of_team,
}


def _together(places: list[Place], lists_of: Any) -> Place:
    """Lists of one index as one; none at all where nothing can hold."""
    index, _, sort_key = places[0] if places else lists_of("", "", ())
    return index, [partition for _, partitions, _ in places for partition in partitions], sort_key
