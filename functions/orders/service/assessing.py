"""The risk of an order: weighed by rules, refused or looked at by somebody who clears it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from onestop import clock, lists, once, tables
from onestop.errors import OrderCancelled, RiskRefused, WrongState
from onestop.identity import Caller
from onestop.lists import Range
from onestop.once import Once
from onestop.records import settled
from onestop.tasks import Task
from orders import events, table
from orders.domain import risk, states
from orders.domain.risk import Facts
from orders.service import finding, settings
from orders.service.versions import rewritten

DAY = timedelta(hours=risk.NEW_HOURS)


def assess(task: Task) -> dict[str, Any]:
    """How great a risk an order is, and why: 4 calls, 1 when asked again.

    Raises `RiskRefused` where it is too great; the order shows the reasons then, too.
    """
    found = settled(lambda: _assess(task))
    if found["verdict"] == "refuse":
        raise RiskRefused(f"{found['score']} points are too many.", score=found["score"])
    return {name: found[name] for name in ("verdict", "score", "reasons")}


def clear(by: Caller, order_id: str, repeat: Once | None = None) -> dict[str, Any]:
    """Somebody has looked at the risk and takes it: from now on the order may be packed. 2 calls.

    Raises `WrongState` where nothing has to be looked at.
    """
    once.replay(table.Guard, repeat)

    def once_more() -> dict[str, Any]:
        row = finding.seen(by, order_id, to_write=True)
        found = row.risk or {}
        if row.state not in states.STANDING or found.get("verdict") != "review" or found.get("cleared"):
            raise WrongState("There is no risk to be looked at.", state=row.state, risk=found or None)
        cleared = {**found, "cleared": {"by": by.actor, "at": clock.timestamp()}}
        step = rewritten(by, row, events.RISK_CLEARED, {"risk": cleared})
        view = dict(row.view())
        tables.write(*once.guards(table.Guard, repeat, view), step)
        return view

    return settled(once_more)


def _assess(task: Task) -> dict[str, Any]:
    row = finding.seen(task.by, task.asked.order, to_write=True)
    if row.risk:
        return dict(row.risk)
    if row.state != "placed":
        raise OrderCancelled(f"The order is {row.state}.", state=row.state)
    facts = _facts(row, task.asked.customer, _orders_today(task.by.tenant, row))
    limits = settings.limits(settings.of(task.by.tenant), row.currency)
    found = {**risk.assessed(facts, limits).json(), "at": clock.timestamp(), "cleared": None}
    tables.write(rewritten(task.by, row, events.RISK_ASSESSED, {"risk": found}, task.mark()))
    return found


def _facts(row: table.Order, customer: Any, orders_today: int) -> Facts:
    return Facts(
        total=row.totals["gross"]["amount"],
        most_pieces=max((line["quantity"] for line in row.lines), default=0),
        shipping_country=(row.shipping_address or {}).get("country"),
        billing_country=(row.billing_address or {}).get("country"),
        tags=frozenset(customer.tags),
        known_hours=_hours_since(customer.since) if customer.since else None,
        orders_today=orders_today,
    )


def _hours_since(moment: str) -> float:
    return (clock.now() - datetime.fromisoformat(moment)) / timedelta(hours=1)


def _orders_today(tenant: str, row: table.Order) -> int:
    """How many orders of the customer began within a day, counted no further than the rule asks."""
    since = Range(low=lists.first_id(clock.rfc3339(clock.now() - DAY)), limit=risk.MANY_ORDERS + 1)
    found = lists.read(table.Order.by_customer, [row.of_customer], since, table.ByCustomer.id)
    return len(found.rows)
