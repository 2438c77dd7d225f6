"""Lists over HTTP: limit, cursor and order in, a signed cursor out."""

from typing import Any

from onestop import cursors
from onestop.http.answers import page
from onestop.http.route import Call
from onestop.lists import Page, Range


def part_of(call: Call, *, newest_first: bool, **bounds: str) -> Range:
    """The part of a list that a call asks for; `BadCursor` where its cursor belongs to another list."""
    asked = call.query
    after = cursors.unseal(asked.cursor, *_bound_to(call)) if asked.cursor else None
    return Range(**bounds, after=after, newest_first=newest_first, limit=asked.limit)


def answer_of(call: Call, found: Page, **more: Any) -> dict[str, Any]:
    """A page of rows as the body of the answer."""
    cursor = cursors.seal(found.position, *_bound_to(call)) if found.position else None
    return page([row.view() for row in found.rows], cursor, **more)


def _bound_to(call: Call) -> tuple[str, str, dict[str, Any]]:
    return call.by.tenant, call.route.name, {**call.query.filters(), **call.path}
