"""What is decided about a return before anything is looked at: taken or not, withdrawn, arrived."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onestop.errors import Invalid
from onestop.identity import Caller
from onestop.once import Once
from onestop.tables import Step
from returns import events, schemas, table
from returns.domain.pieces import freed
from returns.service import moving, sales


def approve(by: Caller, return_id: str, repeat: Once | None = None) -> dict[str, Any]:
    """Say that the pieces may be sent back: 2 calls."""
    return moving.move(by, return_id, "approve", events.APPROVED, repeat)


def reject(by: Caller, return_id: str, said: schemas.Refusal, repeat: Once | None = None) -> dict[str, Any]:
    """Refuse a return; its pieces can be claimed again: 3 calls."""
    return moving.move(by, return_id, "reject", events.REJECTED, repeat, _ended(by, said.reason))


def cancel(by: Caller, return_id: str, said: schemas.Withdrawal, repeat: Once | None = None) -> dict[str, Any]:
    """Withdraw a return of which nothing has come; its pieces can be claimed again: 3 calls."""
    return moving.move(by, return_id, "cancel", events.CANCELLED, repeat, _ended(by, said.reason))


def receive(by: Caller, return_id: str, said: schemas.Receipt, repeat: Once | None = None) -> dict[str, Any]:
    """Note what has come; what has not can be claimed again: 2 calls, 3 where pieces are missing.

    Raises `Invalid` for a line that is not in the return, more than were announced, or nothing at all.
    """

    def arrive(row: table.Return) -> list[Step]:
        came = _counted(row, said)
        missing = {each["line"]: each["quantity"] - came[each["line"]] for each in row.lines}
        row.lines = [{**each, "received": came[each["line"]]} for each in row.lines]
        return free(by, row, missing)

    return moving.move(by, return_id, "receive", events.RECEIVED, repeat, arrive)


def free(by: Caller, row: table.Return, quantities: Mapping[str, int]) -> list[Step]:
    """The step after which so many pieces of each line of a return can be claimed again: 1 call, none for nothing."""
    if not any(quantities.values()):
        return []
    sale = sales.known(by, row.order, to_write=True)
    lines = sales.pieces(sale)
    return [sales.claiming(sale, lines | {line: freed(lines[line], count) for line, count in quantities.items()})]


def _ended(by: Caller, reason: str | None) -> moving.Change:
    def end(row: table.Return) -> list[Step]:
        row.reason = reason
        return free(by, row, {each["line"]: each["quantity"] for each in row.lines})

    return end


def _counted(row: table.Return, said: schemas.Receipt) -> dict[str, int]:
    announced = {each["line"]: each["quantity"] for each in row.lines}
    came = dict.fromkeys(announced, 0)
    for at, each in enumerate(said.lines):
        came[each.line] = came.get(each.line, 0) + each.quantity
        if came[each.line] > announced.get(each.line, 0):
            raise Invalid(errors=[{"pointer": f"/lines/{at}/quantity", "reason": "is more than was announced"}])
    if not any(came.values()):
        raise Invalid(errors=[{"pointer": "/lines", "reason": "has no piece that came; cancel the return instead"}])
    return came
