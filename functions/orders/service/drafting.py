"""Drafts: made, changed and discarded. What a draft says holds until its lines are changed, prices included."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from onestop import clock, once, records, tables
from onestop.errors import AlreadyTaken
from onestop.events import Kind, changes
from onestop.identity import Caller
from onestop.once import Once
from onestop.shaping import fill, patched
from onestop.tables import Step, creates, deletes
from orders import events, schemas, table
from orders.domain.lines import asked_again
from orders.domain.states import must_be_draft
from orders.domain.totals import reckoned
from orders.service import finding, placing
from orders.service.pricing import must_be_allowed, priced
from orders.service.versions import place, rewritten

View = dict[str, Any]
SAID = ("customer", "currency", "segment", "channel", "externalId", "shippingAddress", "billingAddress", "payment")
PRICED_BY = ("lines", "currency", "segment")  # and the country, which decides about taxes


def draft(by: Caller, new: schemas.NewOrder, repeat: Once | None = None) -> View:
    """Make an order, a draft or, with `place`, placed at once, and return its view: 1 write.

    Raises `MissingScope` for a price by hand, what `pricing.priced` raises, `Invalid` for amounts that do not fit,
    `AlreadyTaken` where another order has the external id, `Replayed` for a repeat.
    """
    must_be_allowed(by, new)
    said = new.whole()
    reckoning = reckoned(new.currency, priced(by, new), said["discount"])
    row = fresh(by, {**{name: said[name] for name in SAID}, **reckoning})
    if new.place:
        fill(row, placing.fields_of(row, row.payment))
    return written(by, row, events.PLACED if new.place else events.DRAFTED, repeat)


def written(by: Caller, row: table.Order, kind: Kind, repeat: Once | None = None, beside: Iterable[Step] = ()) -> View:
    """Write a new order, with what is unique of it and what is to be written `beside`; its view: 1 call."""
    records.stamp(row, kind, by)
    place(row, by.tenant)
    view = row.view()
    number = [placing.claims_number(by.tenant, row)] if row.number else []
    once_only = once.guards(table.Guard, repeat, view)
    tables.write(*once_only, *beside, *_claims(by.tenant, row), *number, creates(row))
    return view


def fresh(by: Caller, said: View) -> table.Order:
    """A draft that is not written yet, with the fields `said` by their public names."""
    order_id, at = clock.new_id(), clock.timestamp()
    row = table.Order(
        table.order_pk(by.tenant, order_id), "record", id=order_id, state="draft", created_at=at, updated_at=at
    )
    fill(row, said)
    return row


def change(by: Caller, order_id: str, patch: schemas.OrderPatch, if_match: int) -> View:
    """Apply a merge patch to a draft and return the new view: 2 calls, or 1 where nothing changes.

    Prices are asked for anew where lines, currency, segment or the country change. Raises `NotFound`,
    `VersionMismatch`, `DocumentLocked` for an order that was placed, and what `draft` raises.
    """
    row = _changeable(by, order_id, if_match)
    before = row.view()
    said = _patched(by, before, patch)
    if not changes(before, {**before, **said}):
        return before
    had = row.external_id
    step = rewritten(by, row, events.CHANGED, said)
    moves = [*_claims(by.tenant, row), *_frees(by.tenant, row, had)] if row.external_id != had else []
    tables.write(*moves, step)
    return row.view()


def discard(by: Caller, order_id: str, if_match: int) -> None:
    """Give up a draft: it stays, as cancelled, and its external id is free. `DocumentLocked` once it was placed."""
    row = _changeable(by, order_id, if_match)
    step = rewritten(by, row, events.CANCELLED, {"state": "cancelled"})
    tables.write(*_frees(by.tenant, row, row.external_id), step)


def _changeable(by: Caller, order_id: str, if_match: int) -> table.Order:
    row = finding.seen(by, order_id, to_write=True)
    records.must_match(row, if_match)
    must_be_draft(row.state)
    return row


def _patched(by: Caller, before: View, patch: schemas.OrderPatch) -> View:
    """The fields as they will be, reckoned anew."""
    given = patch.given()
    draft: schemas.Draft = patched(schemas.Draft, asked_again(before), given)
    if "lines" in given:
        must_be_allowed(by, draft)
    said = draft.whole()
    anew = given.keys() & set(PRICED_BY) or _country(said) != _country(before)
    lines = priced(by, draft) if anew else before["lines"]
    return {**{name: said[name] for name in SAID}, **reckoned(draft.currency, lines, said["discount"])}


def _country(order: View) -> str | None:
    return (order["shippingAddress"] or order["billingAddress"] or {}).get("country")


def _claims(tenant: str, row: table.Order) -> list[Step]:
    """What makes the external id this order's own."""
    if row.external_id is None:
        return []
    pk = table.unique_pk(tenant, "externalId", row.external_id)
    return [creates(table.Unique(pk, "guard", order=row.id), _taken)]


def _frees(tenant: str, row: table.Order, external_id: str | None) -> list[Step]:
    if external_id is None:
        return []
    guard = table.Unique(table.unique_pk(tenant, "externalId", external_id), "guard", order=row.id)
    return [deletes(guard, when=table.Unique.order == row.id)]


def _taken(raw: dict[str, Any] | None) -> Exception:
    holder = table.Unique.from_raw_data(raw).order if raw else None
    return AlreadyTaken("Another order has this external id.", order=holder)
