"""Issuing documents: each gets the next number of its series in the write that makes it, or is not made at all."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from typing import Any

from onestop import clock, records, tables
from onestop.errors import NotFound, RequestInProgress
from onestop.events import Kind
from onestop.identity import Caller
from onestop.shaping import fill
from onestop.tables import Step, creates
from orders import table
from orders.domain import numbers
from orders.domain.documents import by_rate
from orders.domain.totals import totals

View = dict[str, Any]
TRIES = 10
SNAPSHOT = ("customer", "currency", "shippingAddress", "billingAddress")


class NumberTaken(Exception):
    """Another document was issued between looking at the counter and writing it."""


def found(tenant: str, document_id: str, *, to_write: bool = False) -> table.Document | None:
    """A document that was issued, or None: 2 calls. `to_write` finds one of this moment, at twice the price."""
    place = tables.get(table.Place, *table.document_keys(tenant, document_id), consistent=to_write)
    if place is None:
        return None
    return tables.get(table.Document, table.series_pk(tenant, place.series), place.position, consistent=to_write)


def there(tenant: str, order_id: str) -> table.Order:
    """The latest version of an order that the sagas speak of, or `NotFound`."""
    row: table.Order | None = table.fetch(tenant, order_id, consistent=True)
    if row is None:
        raise NotFound("There is no such order.")
    return row


def drawn_up(order: table.Order, kind: str, document_id: str, lines: list[View], reason: str | None) -> table.Document:
    """A document of an order that has no number yet."""
    view = order.view()
    row = table.Document(id=document_id, kind=kind, order=order.id, order_number=order.number, issued_for=document_id)
    sums = {"taxes": by_rate(order.currency, lines), "totals": totals(order.currency, lines)}
    fill(row, {**{name: view[name] for name in SNAPSHOT}, "lines": lines, **sums, "reason": reason})
    return row


def issue(by: Caller, row: table.Document, kind: Kind, *beside: Step) -> table.Document:
    """Give a document the next number of its series and write both, with what has to be written `beside`: 2 calls.

    Raises `VersionMismatch` where this document was issued, or something beside it changed, meanwhile, and
    `RequestInProgress` where others keep taking the numbers.
    """
    row.issued_at = clock.timestamp()
    row.series = numbers.series_of(int(row.issued_at[:4]), row.order, _series(by.tenant))
    records.stamp(row, kind, by)
    for _ in range(TRIES):
        try:
            return _numbered(by.tenant, row, beside)
        except NumberTaken:
            continue
    raise RequestInProgress("Others are issuing documents of the same series; try again in a moment.")


def _numbered(tenant: str, row: table.Document, beside: Iterable[Step]) -> table.Document:
    counter, counts = _next(tenant, row.series)
    row.number = numbers.document_number(row.series, counter.last)
    row.pk, row.sk = table.series_pk(tenant, row.series), numbers.position(counter.last)
    tables.write(counts, creates(row), *_places(tenant, row), *beside)
    return row


def _next(tenant: str, series: str) -> tuple[table.Counter, Step]:
    """The counter of a series one further, and the step that writes it unless somebody else was faster."""
    pk = table.series_pk(tenant, series)
    there = tables.get(table.Counter, pk, "counter", consistent=True)
    counter = table.Counter(pk, "counter", version=int(there.version) + 1 if there else 1)
    counter.last = int(there.last) + 1 if there else 1
    return counter, tables.updates(counter, _taken) if there else creates(counter, _taken)


def _taken(_: dict[str, Any] | None) -> Exception:
    return NumberTaken()


def _places(tenant: str, row: table.Document) -> Iterable[Step]:
    """Where the document is found by its id and by its order."""
    for keys in (table.document_keys(tenant, row.id), table.place_keys(tenant, row.order, row.id)):
        yield creates(table.Place(*keys, series=row.series, position=row.sk))


def _series(tenant: str) -> int:
    """How many series a tenant has: `DOCUMENT_SERIES={"<tenant>": 4}`, else 1."""
    return int(json.loads(os.environ.get("DOCUMENT_SERIES", "{}")).get(tenant, 1))
