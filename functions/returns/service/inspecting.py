"""What the pieces turned out to be, and what is paid for them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onestop.errors import Invalid
from onestop.identity import Caller
from onestop.money import Money
from onestop.once import Once
from onestop.tables import Step
from returns import events, schemas, table
from returns.domain import settling
from returns.domain.pieces import Pieces, accepted, freed, worth
from returns.service import exchanging, moving, sales


def inspect(by: Caller, return_id: str, said: schemas.Inspection, repeat: Once | None = None) -> dict[str, Any]:
    """Note what was found and what is paid back: 3 calls. From its event on, a saga moves the money.

    Where nothing is accepted the return ends here, rejected. Raises `Invalid` where a line is missing or too much is
    accepted or deducted, `NotReturnable` where what is wanted instead is worth more than what was accepted.
    """
    nothing = not any(each.accepted for each in said.lines)

    def judge(row: table.Return) -> list[Step]:
        sale = sales.known(by, row.order, to_write=True)
        lines, found = sales.pieces(sale), _found(row, said)
        row.lines = [_judged(lines[each["line"]], each | found[each["line"]], row.fee_rate) for each in row.lines]
        _must_be_worth_its_deductions(row, said)
        _settle(row, said, nothing)
        return [sales.claiming(sale, lines | {each["line"]: _after(lines[each["line"]], each) for each in row.lines})]

    what, kind = ("refuse", events.REJECTED) if nothing else ("inspect", events.INSPECTED)
    return moving.move(by, return_id, what, kind, repeat, judge)


def retry(by: Caller, return_id: str, repeat: Once | None = None) -> dict[str, Any]:
    """Set the money of a return in motion once more, after it could not be moved: 2 calls."""

    def again(row: table.Return) -> list[Step]:
        row.attempt += 1
        row.failure = None
        return []

    return moving.move(by, return_id, "retry", events.RETRIED, repeat, again)


def _found(row: table.Return, said: schemas.Inspection) -> dict[str, dict[str, Any]]:
    """What was said of each line that arrived, and nothing of those that did not."""
    nothing = {"accepted": 0, "condition": None, "restock": None, "location": None, "remark": None, "deduction": 0}
    found: dict[str, dict[str, Any]] = {each["line"]: nothing for each in row.lines}
    arrived = {each["line"]: each["received"] for each in row.lines if each["received"]}
    for at, each in enumerate(said.lines):
        if each.accepted > arrived.pop(each.line, -1):
            raise Invalid(errors=[{"pointer": f"/lines/{at}", "reason": "is no line that arrived with so many pieces"}])
        found[each.line] = each.whole()
    if arrived:
        raise Invalid(errors=[{"pointer": "/lines", "reason": f"says nothing of line {', '.join(sorted(arrived))}"}])
    return found


def _judged(pieces: Pieces, line: Mapping[str, Any], fee_rate: str) -> dict[str, Any]:
    value = worth(pieces, line["accepted"])
    return {**line, "worth": value, "fee": settling.fee(value, fee_rate, line["reason"])}


def _must_be_worth_its_deductions(row: table.Return, said: schemas.Inspection) -> None:
    left = {each["line"]: each["worth"] - each["fee"] for each in row.lines}
    for at, each in enumerate(said.lines):
        if each.deduction > left[each.line]:
            reason = f"is more than the {left[each.line]} that the line is worth after its fee"
            raise Invalid(errors=[{"pointer": f"/lines/{at}/deduction", "reason": reason}])


def _settle(row: table.Return, said: schemas.Inspection, nothing: bool) -> None:
    """Set what is paid back, of the whole and of each line."""
    if said.settlement or nothing:
        row.wanted, row.exchange = "refund", []
    credits = [each["worth"] - each["deduction"] - each["fee"] for each in row.lines]
    refunds = settling.refunds(credits, exchanging.total(row.exchange))
    row.lines = [{**each, "refund": refund} for each, refund in zip(row.lines, refunds, strict=True)]
    row.refund = Money(sum(refunds), row.currency).json()


def _after(pieces: Pieces, line: Mapping[str, Any]) -> Pieces:
    """The pieces once the accepted ones are taken back and the other ones that arrived are not."""
    refused = (line["received"] or 0) - line["accepted"]
    return accepted(freed(pieces, refused), line["accepted"])
