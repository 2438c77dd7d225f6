"""What the saga of a return asks for: take it on, say what is to be done, note how it ended. Each as often as asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onestop import records
from onestop.errors import WrongState
from onestop.events import Kind
from onestop.identity import Caller
from onestop.money import Money
from onestop.tasks import Task
from returns import events, table
from returns.domain import states
from returns.service import finding, moving, sales, starting

Answer = dict[str, Any]


def begin(task: Task) -> Answer:
    """Take on a return that was inspected and say what its saga is to do.

    Asked again by the same saga, the answer is the same. Raises `NotFound`, and `WrongState` for a return that is not
    ready or is another saga's.
    """

    def once_more() -> Answer:
        row = finding.there(task.by, task.asked.return_id, to_write=True)
        if not _is_of(row, task) or row.state == "failed":
            raise WrongState("This attempt is over; the return can be retried.", state=row.state, attempt=row.attempt)
        if row.state not in ("refunding", "completed"):
            _move(task, row, "begin", events.REFUNDING)
        return _to_do(task.by, row)

    return records.settled(once_more)


def fail(task: Task) -> Answer:
    """Note why the money could not be moved. Nothing happens where this attempt is over already."""

    def once_more() -> Answer:
        row = finding.there(task.by, task.asked.return_id, to_write=True)
        if _is_of(row, task) and row.state in ("inspected", "refunding"):
            row.failure = {"error": task.asked.error, "attempt": row.attempt}
            _move(task, row, "fail", events.FAILED)
        return {}

    return records.settled(once_more)


def end(task: Task) -> Answer:
    """Note that all is done: the credit note and, for an exchange, the new order.

    Nothing happens where this attempt is over already: a late end of the first saga does not end the second.
    """

    def once_more() -> Answer:
        row = finding.there(task.by, task.asked.return_id, to_write=True)
        if _is_of(row, task) and row.state != "completed":
            _note_documents(row, task)
            _move(task, row, "complete", events.COMPLETED)
        return {}

    return records.settled(once_more)


def _note_documents(row: table.Return, task: Task) -> None:
    if row.exchange_failure:  # the first credit note, and the order that failed, are noted already
        row.exchange_failure = {**row.exchange_failure, "creditNote": task.asked.credit_note}
    else:
        row.credit_note, row.exchange_order = task.asked.credit_note, task.asked.exchange_order


def _is_of(row: table.Return, task: Task) -> bool:
    """Whether a return is in the hands of the saga that asks; one that asks by hand is never refused."""
    return task.saga is None or task.saga["id"] == starting.execution(row.id, row.attempt)


def _move(task: Task, row: table.Return, what: str, kind: Kind) -> None:
    row.state = states.after(row.state, what)
    row.step = task.mark()
    moving.write(task.by, row, kind)


def _to_do(by: Caller, row: table.Return) -> Answer:
    """What the saga is to do; `settlement` is the id of its refund and of its credit note."""
    same = {"order": row.order, "customer": row.customer, "payment": row.order}
    return {**same, **(_made_good(row.exchange_failure) if row.exchange_failure else _settled(by, row))}


def _made_good(failure: Mapping[str, Any]) -> Answer:
    """What an exchange had taken is paid back under the id of its order: the goods have come back, and are counted."""
    return {
        "settlement": failure["order"],
        "refund": failure["refund"],
        "creditLines": [{**each, "quantity": 0} for each in failure["lines"]],
        "restock": [],
        "exchange": [],
    }


def _settled(by: Caller, row: table.Return) -> Answer:
    components = {line: said["components"] for line, said in sales.known(by, row.order).facts["lines"].items()}
    taken = [each for each in row.lines if each["accepted"]]
    return {
        "settlement": row.id,
        "refund": row.refund or Money(0, row.currency).json(),
        "creditLines": [
            {"line": each["line"], "quantity": each["accepted"], "amount": each["refund"]} for each in taken
        ],
        "restock": _restocked(taken, components),
        "exchange": [{"variant": each["variant"], "quantity": each["quantity"]} for each in row.exchange],
    }


def _restocked(taken: list[dict[str, Any]], components: Mapping[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """What goes back into stock: the parts of a bundle each on their own, each variant once for each location."""
    counts: dict[tuple[str, str | None], int] = {}
    for each in taken:
        for part in components[each["line"]] if each["restock"] else ():
            place = (part["variant"], each["location"])
            counts[place] = counts.get(place, 0) + part["quantity"] * each["accepted"]
    return [
        {"variant": variant, "quantity": count} | ({"location": location} if location else {})
        for (variant, location), count in counts.items()
    ]
