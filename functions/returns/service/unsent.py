"""What was to be sent instead is not sent after all: what it was worth is paid back, by the next saga of the return."""

from __future__ import annotations

from typing import Any

from onestop import records
from onestop.events import Event
from onestop.money import Money
from returns import events, table
from returns.domain import states
from returns.service import finding, moving


def refund(event: Event) -> None:
    """Refund an exchange whose order failed or was cancelled, once: 2 calls, 1 where that is known.

    Raises `WrongState` while the saga that placed the order has not ended: the message comes again.
    """
    order, by = event.data["record"], event.caller("returns")

    def once_more() -> None:
        row = finding.there(by, order["exchangeOf"]["return"], to_write=True)
        if row.exchange_failure:
            return
        row.state = states.after(row.state, "refund")
        row.step, row.attempt = None, row.attempt + 1
        _owe(row, order)
        moving.write(by, row, events.EXCHANGE_FAILED)

    records.settled(once_more)


def _owe(row: table.Return, order: dict[str, Any]) -> None:
    """Set what is paid back for the goods that are not sent: of each line, what the exchange had taken of it."""
    credits = [each["worth"] - each["deduction"] - each["fee"] for each in row.lines]
    owed = [
        {"line": each["line"], "amount": credit - each["refund"]}
        for each, credit in zip(row.lines, credits, strict=True)
        if credit > each["refund"]
    ]
    row.exchange_failure = {
        "order": order["id"], "state": order["state"], "failure": order["failure"], "lines": owed,
        "refund": Money(sum(each["amount"] for each in owed), row.currency).json(), "creditNote": None,
    }  # fmt: skip
    row.lines = [{**each, "refund": credit} for each, credit in zip(row.lines, credits, strict=True)]
    row.refund = Money(sum(credits), row.currency).json()
    row.wanted, row.exchange = "refund", []
