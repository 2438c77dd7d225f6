"""Reading a story, newest first, by those who may see the customer."""

from dataclasses import replace
from typing import Any

from onestop import lists
from onestop.errors import NotFound
from onestop.identity import Caller
from onestop.lists import Page, Range
from onestop.visibility import may_see
from timeline import table


def story(by: Caller, customer_id: str, part: Range, kind: str | None = None) -> tuple[dict[str, Any] | None, Page]:
    """One page and, with the first page, the head card.

    1 call for the first page. 2 for one kind and for later pages, because whoever lost the right to see the customer
    in between is shown nothing more. Raises `NotFound` for a customer who is unknown, purged or not for the caller.
    """
    if kind is None and part.after is None:
        return _opening(by, customer_id, part)
    card = _seen(by, table.fetch_card(by.tenant, customer_id))
    pk = table.story_pk(by.tenant, customer_id)
    if kind is None:
        page = lists.read(table.Row, [pk], part, table.Row.sk)
    else:
        page = lists.read(table.Entry.by_kind, [pk], part, table.ByKind.kind_key)
    return (None if part.after else _head(card)), page


def _opening(by: Caller, customer_id: str, part: Range) -> tuple[dict[str, Any], Page]:
    pk = table.story_pk(by.tenant, customer_id)
    found = lists.read(table.Row, [pk], replace(part, limit=part.limit + 1), table.Row.sk)
    first = found.rows[0] if found.rows else None
    card = _seen(by, first if isinstance(first, table.Card) else None)
    return _head(card), Page(found.rows[1:], found.position)


def _seen(by: Caller, card: table.Card | None) -> table.Card:
    """Without facts nobody knows yet who may see the customer, so nobody does."""
    if card is None or card.purged or card.facts is None or not may_see(by, card.facts):
        raise NotFound("There is no such customer.")
    return card


def _head(card: table.Card) -> dict[str, Any]:
    facts = card.facts
    return {
        **{name: facts[name] for name in ("id", "kind", "name", "tags", "owner", "deletedAt")},
        "since": facts["createdAt"],
        "counts": card.counts,
        "lastContact": card.last_contact,
    }
