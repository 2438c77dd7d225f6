"""Up to 100 customers in one request: each on its own, and each repeatable like a single one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from customers import schemas, table
from customers.service.changing import amend
from customers.service.finding import holder, holders
from customers.service.registering import register
from onestop import http, once, tables
from onestop.errors import AlreadyTaken, Invalid, OneStopError, RequestInProgress, TryAgain, VersionMismatch
from onestop.http.problems import document
from onestop.identity import Caller
from onestop.once import Once, Replayed
from onestop.visibility import may_see, must_change

STATUS = {"created": 201, "updated": 200, "unchanged": 200}
FOR_NOW = {RequestInProgress.__name__, TryAgain.__name__}  # failures that another try may mend
Key = tuple[str, str]
Done = tuple[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Item:
    """One customer of a batch: as sent, as read, and the unique key by which an upsert finds who is there."""

    raw: dict[str, Any]
    new: schemas.NewCustomer
    key: Key | None
    once: Once | None


def batch(by: Caller, asked: schemas.Batch, repeat: Once | None = None) -> dict[str, Any]:
    """Do every item, and say of each what became of it; one that fails does not stop the others.

    Rows of an upsert that change nothing cost 2 calls all together, others 1 call each beyond that.
    """
    once.replay(table.Guard, repeat)
    items = [_read(asked, raw, repeat.part(n, raw) if repeat else None) for n, raw in enumerate(asked.items)]
    held = holders(by.tenant, [each.key for each in items if isinstance(each, Item) and each.key])
    data = [{"index": n, **_attempt(by, asked, item, held)} for n, item in enumerate(items)]
    if repeat and not any(each["problem"] and each["problem"]["code"] in FOR_NOW for each in data):
        tables.write(*once.guards(table.Guard, repeat, {"data": data}))
    return {"data": data}


def _read(asked: schemas.Batch, raw: dict[str, Any], repeat: Once | None) -> Item | Invalid:
    try:
        new = http.modelled(schemas.NewCustomer, raw)
    except Invalid as invalid:
        return invalid
    key = _key(asked.match_by, new) if asked.mode == "upsert" else None
    if asked.mode == "upsert" and key is None:
        return Invalid(errors=[{"pointer": "", "reason": f"has no {asked.match_by} to be matched by"}])
    return Item(raw, new, key, repeat)


def _key(match_by: str, new: schemas.NewCustomer) -> Key | None:
    what, _, system = match_by.partition(":")
    values = {
        "email": [each.address.casefold() for each in new.emails[:1]],
        "phone": [each.number for each in new.phones[:1]],
        "externalId": [f"{system}:{new.external_ids[system]}"] if system in new.external_ids else [],
    }[what]
    return (what, values[0]) if values else None


def _attempt(by: Caller, asked: schemas.Batch, item: Item | Invalid, held: dict[Key, table.Customer]) -> dict[str, Any]:
    try:
        if isinstance(item, Invalid):
            raise item
        there = held.pop(item.key, None) if item.key else None
        outcome, record = _put_or_look_again(by, item, there, allow_duplicates=asked.allow_duplicates)
    except Replayed as replayed:
        outcome, record = "created", replayed.made
    except OneStopError as error:
        problem = document(error, by.correlation)
        return {"status": error.status, "outcome": "failed", "id": None, "problem": problem}
    return {"status": STATUS[outcome], "outcome": outcome, "id": record["id"], "problem": None}


def _put_or_look_again(by: Caller, item: Item, there: table.Customer | None, *, allow_duplicates: bool) -> Done:
    """Change the one who is there or create one; look again where somebody, or an item before, was faster."""
    try:
        return _put(by, item, there, allow_duplicates=allow_duplicates)
    except (AlreadyTaken, VersionMismatch):
        now_there = holder(by.tenant, *item.key, consistent=True) if item.key else None
        if now_there is None:
            raise
        return _put(by, item, now_there, allow_duplicates=allow_duplicates)


def _put(by: Caller, item: Item, there: table.Customer | None, *, allow_duplicates: bool) -> Done:
    if there is None or there.deleted_at or not may_see(by, there.view()):
        return "created", register(by, item.new, item.once, allow_duplicates=allow_duplicates)
    must_change(by, there.view())
    if item.new.kind != there.kind:
        raise Invalid(errors=[{"pointer": "/kind", "reason": f"is {there.kind} there, and never changes"}])
    version = there.version
    patch = http.modelled(schemas.CustomerPatch, {name: value for name, value in item.raw.items() if name != "kind"})
    record = amend(by, there, patch, allow_duplicates=True)
    return ("unchanged" if record["version"] == version else "updated"), record
