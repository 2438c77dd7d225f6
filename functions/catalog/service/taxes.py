"""Tax classes: defined and changed. They are never deleted, because documents name them."""

from __future__ import annotations

from typing import Any

from catalog import events, schemas, table
from catalog.service import terms
from onestop import clock, once, records, tables
from onestop.errors import AlreadyTaken, Conflict, NotFound
from onestop.events import changes
from onestop.http import ANY_VERSION
from onestop.identity import Caller
from onestop.once import Once
from onestop.shaping import fill, patched

MOST = 50


def define(by: Caller, new: schemas.NewTaxClass, repeat: Once | None = None) -> dict[str, Any]:
    """Define a tax class and return its view: 2 calls.

    Raises `AlreadyTaken` for a code that is in use, `Conflict` beyond 50 classes.
    """
    if len(terms.classes(by.tenant)) >= MOST:
        once.replay(table.Guard, repeat)
        raise Conflict(f"There are {MOST} tax classes already; that is the most.")
    at = clock.timestamp()
    row = table.TaxClass(*table.tax_keys(by.tenant, new.code), created_at=at, updated_at=at)
    fill(row, new.whole())
    records.stamp(row, events.TAX_CLASS_ADDED, by)
    view = row.view()
    tables.write(*once.guards(table.Guard, repeat, view), tables.creates(row, _taken))
    return view


def change(by: Caller, code: str, patch: schemas.TaxClassPatch, if_match: int) -> dict[str, Any]:
    """Change the name or the rates: 2 calls, 1 where nothing changes. What was sold keeps the rate it was sold with."""
    row = there(by.tenant, code, if_match)
    before = row.view()
    said = patched(schemas.NewTaxClass, before, patch.given()).whole()
    changed = changes(before, {**before, **said})
    if not changed:
        return before
    fill(row, said)
    row.updated_at = clock.timestamp()
    records.stamp(row, events.TAX_CLASS_CHANGED, by, changed)
    tables.write(tables.updates(row))
    return row.view()


def there(tenant: str, code: str, if_match: int = ANY_VERSION) -> table.TaxClass:
    """The latest version of a tax class; `NotFound` or `VersionMismatch` otherwise: 1 call."""
    keys = table.tax_keys(tenant, code)
    row = tables.get(table.TaxClass, *keys, consistent=True) if schemas.is_code(code) else None
    if row is None:
        raise NotFound("There is no such tax class.")
    records.must_match(row, if_match)
    return row


def _taken(_: Any) -> Exception:
    return AlreadyTaken("There is a tax class of this code.")
