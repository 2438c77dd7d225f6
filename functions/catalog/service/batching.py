"""Up to 100 products in one request, each with the variant in which it is sold: how a shop brings its list along."""

from __future__ import annotations

from typing import Any

from catalog import schemas, table
from catalog.service import terms, upserting
from catalog.service.upserting import Row, There
from catalog.service.variants import Books
from onestop import http, once, tables
from onestop.errors import AlreadyTaken, Invalid, OneStopError, RequestInProgress, TryAgain, VersionMismatch
from onestop.http.problems import document
from onestop.identity import Caller
from onestop.once import Once, Replayed

STATUS = {"created": 201, "updated": 200, "unchanged": 200}
FOR_NOW = {RequestInProgress.__name__, TryAgain.__name__}  # failures that another try may mend
NOTHING = {"sku": None, "product": None, "variant": None, "problem": None}
Done = tuple[str, dict[str, Any]]


def batch(by: Caller, asked: schemas.Batch, repeat: Once | None = None) -> dict[str, Any]:
    """Do every row, and say of each what became of it; one that fails does not stop the others.

    5 calls for up to 100 rows of an upsert that change nothing; a new row costs 1 call, a changed one 1 for each
    record of it that differs.
    """
    once.replay(table.Guard, repeat)
    rows = [_read(raw, repeat.part(n, raw) if repeat else None) for n, raw in enumerate(asked.items)]
    readable = [row for row in rows if isinstance(row, Row)]
    there = upserting.found(by.tenant, readable) if asked.mode == "upsert" else {}
    books = terms.books_of(by.tenant, (each for row in readable for each in row.read.variant.prices))
    data = [{"index": n, **_attempt(by, asked.mode, row, there, books)} for n, row in enumerate(rows)]
    if repeat and not any(each["problem"] and each["problem"]["code"] in FOR_NOW for each in data):
        tables.write(*once.guards(table.Guard, repeat, {"data": data}))
    return {"data": data}


def _read(raw: dict[str, Any], repeat: Once | None) -> Row | Invalid:
    try:
        return Row(raw, http.modelled(schemas.ImportRow, raw), repeat)
    except Invalid as invalid:
        return invalid


def _attempt(by: Caller, mode: str, row: Row | Invalid, there: dict[str, There], books: Books) -> dict[str, Any]:
    try:
        if isinstance(row, Invalid):
            raise row
        outcome, made = _put_or_look_again(by, mode, row, there.pop(row.sku, None), books)
    except Replayed as replayed:
        outcome, made = "created", replayed.made
    except OneStopError as error:
        problem = document(error, by.correlation)
        return {**NOTHING, "status": error.status, "outcome": "failed", "problem": problem}
    return {**NOTHING, "status": STATUS[outcome], "outcome": outcome, **made}


def _put_or_look_again(by: Caller, mode: str, row: Row, there: There | None, books: Books) -> Done:
    """Change what is there or add it; look again where somebody, or a row before, was faster."""
    try:
        return _put(by, row, there, books)
    except (AlreadyTaken, VersionMismatch):
        now_there = upserting.found(by.tenant, [row]).get(row.sku) if mode == "upsert" else None
        if now_there is None:
            raise
        return _put(by, row, now_there, books)


def _put(by: Caller, row: Row, there: There | None, books: Books) -> Done:
    if there is None:
        return "created", upserting.create(by, row, books)
    changed, made = upserting.update(by, row, there, books)
    return ("updated" if changed else "unchanged"), made
