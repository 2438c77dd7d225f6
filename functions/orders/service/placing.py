"""Placing an order: from here on its lines and prices are frozen, and the saga takes over."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from onestop import clock, once, tables
from onestop.errors import Invalid, TryAgain
from onestop.identity import Caller
from onestop.numbers import number_of
from onestop.once import Once
from onestop.tables import Step, creates
from orders import events, schemas, table
from orders.domain.states import must_follow
from orders.service import finding
from orders.service.versions import rewritten

View = dict[str, Any]


def place(by: Caller, order_id: str, placement: schemas.Placement, repeat: Once | None = None) -> View:
    """Place a draft and return its view: 2 calls, 3 with an idempotency key.

    Raises `NotFound`, `WrongState` for what is no draft, `Invalid` where there is something to pay and no means of
    payment is named, `Replayed` for a repeat.
    """
    once.replay(table.Guard, repeat)  # before the look-up: what was placed is no draft any more
    row = finding.seen(by, order_id, to_write=True)
    payment = placement.payment.whole() if placement.payment else row.payment
    step = rewritten(by, row, events.PLACED, fields_of(row, payment))
    view = row.view()
    tables.write(*once.guards(table.Guard, repeat, view), claims_number(by.tenant, row), step)
    return view


def fields_of(row: table.Order, payment: View | None) -> View:
    """What changes in an order that is placed now."""
    must_follow(row.state, "placed")
    if payment is None and row.totals["gross"]["amount"]:
        raise Invalid(errors=[{"pointer": "/payment", "reason": "is needed: there is something to pay"}])
    at = clock.timestamp()
    number = number_of(datetime.fromisoformat(at).date(), f"{row.id}{at}")
    return {"state": "placed", "number": number, "payment": payment, "placedAt": at}


def claims_number(tenant: str, row: table.Order) -> Step:
    """What makes the number this order's own. Once in a long while it is another's: the next try gives another one."""
    guard = table.Unique(table.unique_pk(tenant, "number", row.number), "guard", order=row.id)
    return creates(guard, lambda _: TryAgain("The number that the order was given is taken; try again."))
