"""A new return: the pieces are claimed in the write that makes it, so nobody claims them twice."""

from __future__ import annotations

from typing import Any

from onestop import clock, once, records
from onestop.errors import NotReturnable
from onestop.identity import Caller
from onestop.once import Once
from returns import events, schemas, table
from returns.domain import terms
from returns.domain.pieces import Pieces, claimed
from returns.service import exchanging, moving, sales, settings

MOST_RETURNS = 200  # of one order
# What is not known before the pieces have come and somebody has looked at them.
UNKNOWN = dict.fromkeys(
    ("received", "accepted", "condition", "restock", "location", "remark", "worth", "deduction", "fee", "refund")
)


def request(by: Caller, new: schemas.NewReturn, repeat: Once | None = None) -> dict[str, Any]:
    """Ask for pieces of an order to be taken back and return the record: 3 calls, 1 more for an exchange.

    Raises `NotFound` (no such order), `NotReturnable` with the facts (not shipped, not so many, too late, what is
    wanted instead is worth more), `NeighbourUnavailable` where the catalog is needed and does not answer.
    """
    once.replay(table.Guard, repeat)
    held = settings.current(by)

    def once_more() -> dict[str, Any]:
        sale = sales.known(by, new.order, to_write=True)
        terms.must_be_in_time(sales.since(sale), held.window_days, clock.now())
        lines = _claimed(sale, new)
        row = _fresh(by, sale, new)
        row.fee_rate = held.fee_rate
        row.exchange = exchanging.priced(by, sale.facts, new.exchange)
        exchanging.must_be_covered(row, lines)
        sale.returns = [*sale.returns, row.id]
        return moving.write(by, row, events.REQUESTED, [sales.claiming(sale, lines)], repeat)

    return records.settled(once_more)


def _claimed(sale: table.Sale, new: schemas.NewReturn) -> dict[str, Pieces]:
    if len(sale.returns) >= MOST_RETURNS:
        raise NotReturnable(f"There are {MOST_RETURNS} returns of this order; that is the most.", order=sale.order)
    lines = sales.pieces(sale)
    for each in new.lines:
        lines[each.line] = claimed(each.line, lines.get(each.line, Pieces()), each.quantity)
    return lines


def _fresh(by: Caller, sale: table.Sale, new: schemas.NewReturn) -> table.Return:
    return_id, at = clock.new_id(), clock.timestamp()
    row = table.Return(table.return_pk(by.tenant, return_id), "record", id=return_id, created_at=at)
    row.order, row.customer, row.currency = sale.order, sale.facts["customer"], sale.facts["currency"]
    row.state, row.wanted = "requested", new.wanted
    row.lines = [_line(sale.facts["lines"][each.line], each) for each in new.lines]
    return row


def _line(what: dict[str, Any], asked: Any) -> dict[str, Any]:
    named = {name: what[name] for name in ("variant", "sku", "name")}
    return {**asked.whole(), **named, **UNKNOWN}
