"""Invoices for what was shipped, credit notes for what came back: each is issued once, however often it is asked."""

from __future__ import annotations

from typing import Any

from onestop import records, tables
from onestop.errors import Invalid, NotFound
from onestop.tasks import Task
from orders import events, table
from orders.domain.documents import credited, invoiced
from orders.domain.fulfilment import moved
from orders.service.issuing import drawn_up, found, issue, there
from orders.service.versions import rewritten

Answer = dict[str, Any]


def invoice(task: Task) -> Answer:
    """Issue the invoice of a shipment: 6 calls, 2 where that was done. `NotFound` without the shipment."""
    return records.settled(lambda: _answer(_invoice(task)))


def credit(task: Task) -> Answer:
    """Issue the credit note of a return, and count its pieces as returned: 5 calls, 2 where that was done.

    Raises `NotFound`, `Invalid` where lines and amount do not fit, `NotReturnable` for more than was shipped.
    """
    return records.settled(lambda: _answer(_credit(task)))


def _answer(row: table.Document) -> Answer:
    return {"document": row.id, "number": row.number}


def _invoice(task: Task) -> table.Document:
    tenant, shipment_id = task.by.tenant, task.asked.shipment
    if issued := found(tenant, shipment_id, to_write=True):
        return issued
    order = there(tenant, task.asked.order)
    shipment = tables.get(table.Shipment, *table.shipment_keys(tenant, order.id, shipment_id), consistent=True)
    if shipment is None:
        raise NotFound("There is no such shipment.")
    row = drawn_up(order, "invoice", shipment_id, invoiced(order.lines, shipment.lines), None)
    row.step = task.mark()
    return issue(task.by, row, events.INVOICE_ISSUED)


def _credit(task: Task) -> table.Document:
    asked = task.asked
    if issued := found(task.by.tenant, asked.credit_note, to_write=True):
        return issued
    order, lines = there(task.by.tenant, asked.order), [line.whole() for line in asked.lines]
    if asked.amount.currency != order.currency or asked.amount.amount != sum(each["amount"] for each in lines):
        raise Invalid("The lines of a credit note come to another amount than it does.")
    row = drawn_up(order, "credit-note", asked.credit_note, credited(order.lines, lines, order.credited), asked.reason)
    row.step = task.mark()
    return issue(task.by, row, events.CREDIT_NOTE_ISSUED, _returned(task, order, lines))


def _returned(task: Task, order: table.Order, lines: list[Answer]) -> tables.Step:
    """The order, on which the pieces have come back."""
    order.credited = {
        **order.credited,
        **{each["line"]: order.credited.get(each["line"], 0) + each["amount"] for each in lines},
    }
    pieces = {each["line"]: each["quantity"] for each in lines}
    return rewritten(task.by, order, events.CHANGED, {"lines": moved(order.lines, pieces, returned=1)}, task.mark())
