"""Reading what was issued."""

from __future__ import annotations

from onestop import lists, tables
from onestop.errors import NotFound
from onestop.identity import Caller
from onestop.lists import Page, Range
from orders import table
from orders.service import finding, issuing


def seen(by: Caller, document_id: str) -> table.Document:
    """A document, or `NotFound`: 2 calls."""
    row = issuing.found(by.tenant, document_id)
    if row is None:
        raise NotFound("There is no such document.")
    return row


def of_order(by: Caller, order_id: str, part: Range) -> Page:
    """The documents of an order in the order in which they were issued for: 3 calls."""
    finding.seen(by, order_id)
    places = lists.read(table.Place, [table.order_pk(by.tenant, order_id)], part, table.Place.sk)
    keys = [(table.series_pk(by.tenant, place.series), place.position) for place in places.rows]
    return Page(tables.get_many(table.Document, keys), places.position)


def of_series(by: Caller, series: str, part: Range) -> Page:
    """The documents of a series by their numbers, which have no gap: 1 call."""
    return lists.read(table.Document, [table.series_pk(by.tenant, series)], part, table.Document.sk)
