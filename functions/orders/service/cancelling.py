"""Cancelling an order or pieces of it at any moment: at once, once its saga meets the wish, or by a saga of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onestop import lists, once, tables
from onestop.errors import WrongState
from onestop.identity import Caller
from onestop.lists import Range
from onestop.once import Once
from onestop.records import settled
from onestop.tables import Step, creates
from orders import events, schemas, table
from orders.domain import fulfilment, states, worth
from orders.service import cancellations, deferring, finding
from orders.service.packing import rewritten as shipment_rewritten
from orders.service.progress import give_out, moved_on, take_back
from orders.service.versions import rewritten

MOST_UNPACKED = 90  # shipments that one write unpacks; a transaction holds 100 items
Made = tuple[table.Cancellation, list[Step]]


def cancel(by: Caller, order_id: str, new: schemas.NewCancellation, repeat: Once | None = None) -> dict[str, Any]:
    """Cancel an order, or pieces of it, and return the cancellation: 2 calls, 3 where packed pieces are unpacked.

    A draft is cancelled at once. While an order is being confirmed the wish waits on it: the saga's next step meets
    it. Of a confirmed order, pieces that were not dispatched are cancelled by a saga of its own; packed ones are
    unpacked for it. Whoever writes first, the saga or the caller, comes first; nothing is lost in between.

    Raises `NotShippable` where so many pieces are not left, `WrongState` where nothing can be cancelled any more.
    """
    once.replay(table.Guard, repeat)
    said = new.whole()

    def once_more() -> dict[str, Any]:
        row = finding.seen(by, order_id, to_write=True)
        found, steps = _way(row.state)(by, row, said)
        view = dict(found.view())
        tables.write(*once.guards(table.Guard, repeat, view), *steps)
        return view

    return settled(once_more)


def _way(state: str) -> Any:
    if state in states.STANDING:
        return _of_confirmed
    ways = {"draft": _at_once, "placed": _as_soon_as_met, "undoing": _as_soon_as_met}
    if state not in ways:
        raise WrongState(f"The order is {state} already.", state=state)
    return ways[state]


def _at_once(by: Caller, row: table.Order, said: dict[str, Any]) -> Made:
    if said["lines"] is not None:
        raise WrongState("Of a draft, lines are changed and not cancelled.", state=row.state)
    portions, lines = give_out(row, row.lines, fulfilment.chosen(row.lines, None), "cancelled")
    found = cancellations.fresh(by, row, events.CANCELLATION_DONE, "done", portions, said["reason"])
    change = {"state": "cancelled", "lines": lines}
    return found, [rewritten(by, row, events.CANCELLED, change), creates(found)]


def _as_soon_as_met(by: Caller, row: table.Order, said: dict[str, Any]) -> Made:
    asked = fulfilment.chosen(row.lines, said["lines"])
    quantities = fulfilment.cancelled_with_charges(row.lines, asked)
    part = not deferring.is_all(row, quantities)
    if deferring.is_whole(row.cancelling) or (part and (row.cancelling or row.state == "undoing")):
        raise WrongState("It is being cancelled, or undone, already.", state=row.state)
    return deferring.defer(by, row, quantities, said["reason"])


def _of_confirmed(by: Caller, row: table.Order, said: dict[str, Any]) -> Made:
    unpacked = _to_unpack(row, said["lines"], _packed(by, row))
    lines = take_back(row, unpacked)
    quantities = fulfilment.cancelled_with_charges(lines, fulfilment.chosen(lines, said["lines"]))
    portions, lines = give_out(row, lines, quantities, "cancelled")
    found = cancellations.fresh(by, row, events.CANCELLATION_REQUESTED, "requested", portions, said["reason"])
    row.cancellations = [*row.cancellations, found.id]
    undone = [shipment_rewritten(by, each, events.SHIPMENT_UNPACKED, state="unpacked") for each in unpacked]
    return found, [moved_on(by, row, lines), creates(found), *undone]


def _packed(by: Caller, row: table.Order) -> list[table.Shipment]:
    """The shipments that were not dispatched, the newest first; none is looked for where nothing is packed."""
    if not any(line["packed"] for line in row.lines):
        return []
    part = Range(**lists.prefix("shipment#"), newest_first=True, limit=200)
    found = lists.read(table.Shipment, [table.order_pk(by.tenant, row.id)], part, table.Shipment.sk)
    return [each for each in found.rows if each.state == "packed"]


def _to_unpack(
    row: table.Order, asked: list[Mapping[str, Any]] | None, packed: list[table.Shipment]
) -> list[table.Shipment]:
    """Which shipments have to be unpacked: all where all is cancelled, else the newest, until there are enough."""
    if asked is None:
        return packed[:MOST_UNPACKED]
    free = {line["line"]: fulfilment.free(line) for line in row.lines}
    short = {each["line"]: each["quantity"] - free.get(each["line"], 0) for each in asked}
    unpacked = []
    for shipment in packed[:MOST_UNPACKED]:
        holds = worth.quantities(shipment.lines)
        if any(short.get(name, 0) > 0 for name in holds):
            unpacked.append(shipment)
            short = {name: lacking - holds.get(name, 0) for name, lacking in short.items()}
    return unpacked
