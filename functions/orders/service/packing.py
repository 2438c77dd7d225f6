"""Packing pieces of a confirmed order together, and unpacking them."""

from __future__ import annotations

from typing import Any

from onestop import clock, lists, once, records, tables
from onestop.errors import NotFound, NotShippable, WrongState
from onestop.events import Kind, changes
from onestop.identity import Caller
from onestop.lists import Page, Range
from onestop.once import Once
from onestop.records import ANY_VERSION, settled
from onestop.tables import Step, creates, updates
from orders import events, schemas, table
from orders.domain import fulfilment, worth
from orders.service import finding
from orders.service.progress import give_out, moved_on, take_back
from orders.service.versions import Mark


def pack(by: Caller, order_id: str, new: schemas.NewShipment, repeat: Once | None = None) -> dict[str, Any]:
    """Pack pieces, which from now on nobody else packs or cancels, and return the shipment: 2 calls,
    3 with an idempotency key.

    Raises `WrongState` for an order that is not confirmed or whose risk was not cleared, `NotShippable` where so many
    pieces are not free, `Invalid` for a line that there is not.
    """
    once.replay(table.Guard, repeat)  # before the look: what was packed is not free any more
    said = new.whole()
    return settled(lambda: _pack(by, finding.seen(by, order_id, to_write=True), said, repeat))


def unpack(by: Caller, order_id: str, shipment_id: str, if_match: int) -> None:
    """Unpack a shipment that was not dispatched: its pieces are free again. 3 calls."""

    def once_more() -> None:
        row, shipment = finding.seen(by, order_id, to_write=True), fetch(by.tenant, order_id, shipment_id)
        records.must_match(shipment, if_match)
        must_be(shipment, "packed")
        lines = take_back(row, [shipment])
        tables.write(moved_on(by, row, lines), rewritten(by, shipment, events.SHIPMENT_UNPACKED, state="unpacked"))

    return once_more() if if_match != ANY_VERSION else settled(once_more)


def shipments(by: Caller, order_id: str, part: Range) -> Page:
    """The shipments of an order, in the order in which they were packed: 2 calls."""
    finding.seen(by, order_id, to_write=True)
    return lists.read(table.Shipment, [table.order_pk(by.tenant, order_id)], part, table.Shipment.sk)


def shown(by: Caller, order_id: str, shipment_id: str) -> dict[str, Any]:
    """One shipment: 1 call."""
    return dict(fetch(by.tenant, order_id, shipment_id).view())


def fetch(tenant: str, order_id: str, shipment_id: str) -> table.Shipment:
    """The latest version of a shipment; `NotFound` where there is none: 1 call."""
    row = tables.get(table.Shipment, *table.shipment_keys(tenant, order_id, shipment_id), consistent=True)
    if row is None:
        raise NotFound("There is no such shipment.")
    return row


def must_be(shipment: table.Shipment, *states: str) -> None:
    """Raise `WrongState` for a shipment that is in none of these states."""
    if shipment.state not in states:
        raise WrongState(f"The shipment is {shipment.state}, not {' or '.join(states)}.", state=shipment.state)


def rewritten(by: Caller, shipment: table.Shipment, kind: Kind, step: Mark = None, **said: Any) -> Step:
    """The step that writes a shipment's next version, in which these attributes are set."""
    before = shipment.view()
    for name, value in {**said, "step": step, "updated_at": clock.timestamp()}.items():
        setattr(shipment, name, value)
    records.stamp(shipment, kind, by, changes(before, shipment.view()))
    return updates(shipment)


def _pack(by: Caller, row: table.Order, said: dict[str, Any], repeat: Once | None) -> dict[str, Any]:
    _must_be_packable(row)
    asked = fulfilment.chosen(row.lines, said["lines"])
    portions, lines = give_out(row, row.lines, fulfilment.with_charges(row.lines, asked), "packed")
    shipment = _fresh(by, row, portions, said)
    view = dict(shipment.view())
    tables.write(*once.guards(table.Guard, repeat, view), moved_on(by, row, lines, failure=None), creates(shipment))
    return view


def _must_be_packable(row: table.Order) -> None:
    if row.state in ("shipped", "delivered"):
        raise NotShippable("All of it has been shipped.", state=row.state)
    if row.state not in ("confirmed", "packed"):
        raise WrongState(f"The order is {row.state}; only a confirmed one is packed.", state=row.state)
    risk = row.risk or {}
    if risk.get("verdict") == "review" and not risk.get("cleared"):
        raise WrongState("Somebody has to look at the order's risk first.", state=row.state, score=risk["score"])


def _fresh(by: Caller, row: table.Order, portions: list[dict[str, Any]], said: dict[str, Any]) -> table.Shipment:
    shipment_id, at = clock.new_id(), clock.timestamp()
    shipment = table.Shipment(
        *table.shipment_keys(by.tenant, row.id, shipment_id), id=shipment_id, order=row.id, customer=row.customer,
        state="packed", lines=portions, amount=worth.total(portions, row.currency), carrier=said["carrier"],
        tracking=said["tracking"], packed_at=at, created_at=at, updated_at=at,
    )  # fmt: skip
    records.stamp(shipment, events.SHIPMENT_PACKED, by)
    return shipment
