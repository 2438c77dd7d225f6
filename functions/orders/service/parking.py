"""Sagas that cannot go on by themselves: parked with what lets them go on, and resumed by somebody."""

from __future__ import annotations

from typing import Any

from botocore.exceptions import ClientError

from onestop import aws, clock, once, records, tables
from onestop.errors import NotFound, VersionMismatch, WrongState
from onestop.events import changes
from onestop.identity import Caller
from onestop.observe import logger, metrics
from onestop.once import Once
from onestop.tables import creates, updates
from onestop.tasks import Task
from orders import events, table
from orders.service import register

# What Step Functions says of a token that has been used, or whose state machine has ended.
SPENT = {"TaskTimedOut", "TaskDoesNotExist", "InvalidToken"}


def park(task: Task) -> dict[str, Any]:
    """Note where a saga stands still and what lets it go on: 2 calls. The answer means nothing to Step Functions.

    The same token again is the same message again, also after somebody let the saga go on; an older one is too late.
    """
    records.settled(lambda: _park(task))
    return {}


def resume(by: Caller, execution: str, repeat: Once | None = None) -> dict[str, Any]:
    """Let a parked saga go on at the step where it stands: 2 calls, and 1 of Step Functions.

    Raises `NotFound`, and `WrongState` for one that is not parked. Who dies between telling Step Functions and noting
    it leaves the saga parked; resumed once more, the token is spent and only the note is made. Two at once tell it
    twice, of which Step Functions takes one.
    """
    once.replay(table.Guard, repeat)
    row = register.fetch(by.tenant, execution)
    if row is None:
        raise NotFound("There is no such saga.")
    if row.state != "parked":
        raise WrongState(f"The saga is {row.state}; only a parked one can be resumed.", state=row.state)
    _go_on(row.token)
    return _note(by, row, repeat)


def _park(task: Task) -> None:
    asked, tenant = task.asked, task.by.tenant
    row = register.fetch(tenant, asked.id)
    sent = _sent(task)
    if row is not None and (row.token == asked.token or row.ended_at or sent < (row.token_sent or "")):
        return
    known = row is not None
    row = row or register.fresh(tenant, asked.id, asked.saga, asked.order)
    before = row.view()
    row.token, row.token_sent, row.parkings = asked.token, sent, int(row.parkings) + 1
    row.parked = {"step": asked.step, "error": asked.error, "at": clock.timestamp()}
    row.step = task.mark()
    register.enter(row, tenant, "parked")
    records.stamp(row, events.SAGA_PARKED, task.by, changes(before, row.view()))
    tables.write(updates(row) if known else creates(row))
    logger.warning("saga parked", saga=asked.saga, execution=asked.id, step=asked.step, error=asked.error)
    metrics.add_metric("SagasParked", "Count", 1)


def _sent(task: Task) -> str:
    """Which of two messages of one saga was sent later, as texts that can be compared.

    A message whose time was up is sent again with a new token; the old one may still arrive, and must not replace it.
    """
    return f"{task.asked.entered}/{task.saga['attempt'] if task.saga else 0:06}"


def _go_on(token: str) -> None:
    try:
        aws.call("states", "SendTaskSuccess", taskToken=token, output="{}")
    except ClientError as failure:
        if failure.response["Error"]["Code"] not in SPENT:
            raise


def _note(by: Caller, row: table.Saga, repeat: Once | None) -> dict[str, Any]:
    """What is shown afterwards. Where the saga has moved on meanwhile, that is what holds."""
    before = row.view()
    row.parked, row.step, row.resumed_at, row.resumed_by = None, None, clock.timestamp(), by.actor
    register.enter(row, by.tenant, "running")
    records.stamp(row, events.SAGA_RESUMED, by, changes(before, row.view()))
    view = dict(row.view())
    try:
        tables.write(*once.guards(table.Guard, repeat, view), updates(row))
    except VersionMismatch:
        return register.shown(by, row.id)
    return view
