"""Looking again at what nobody asks for any more: operations without an outcome, and comparisons that are not done."""

from contextlib import suppress
from typing import Any

from onestop import clock, lists
from onestop.errors import Conflict, OneStopError, PaymentDeclined
from onestop.identity import Caller, system
from onestop.lists import Range
from onestop.observe import concerning, logger
from payments import table
from payments.domain.operation import VOID
from payments.service import moving, reconciling

MOST = 100  # in one go; the next one begins with what has waited longest


def sweep() -> int:
    """Look at what is due, the longest waiting first, and return how many were looked at: 1 call for each shard.

    What fails does not hold up the others; the first fault that is none of ours is raised when all were looked at.
    """
    part = Range(high=clock.timestamp(), limit=MOST)
    found = lists.read(table.Row.by_due, table.due_partitions(), part, table.ByDue.due).rows
    faults = [fault for row in found if (fault := _looked_at(row)) is not None]
    concerning()
    if faults:
        raise faults[0]
    return len(found)


def _looked_at(row: Any) -> Exception | None:
    concerning(row.tenant)
    try:
        if isinstance(row, table.Reconciliation):
            reconciling.go_on(system("payments", row.tenant, row.event["correlation"]), row.id)
        else:
            pursue(row)
    except OneStopError as error:  # it is due again later
        logger.info("not yet", code=error.code, subject=row.subject())
    except Exception as fault:  # noqa: BLE001  whatever one of them does, the others are looked at
        logger.exception("not looked at", subject=row.subject())
        return fault
    return None


def pursue(row: table.Payment) -> None:
    """Ask about each pending operation of a payment, a void first: it decides about the others."""
    for each in sorted(row.balance().pending, key=lambda one: one.kind != VOID):
        by = Caller(row.tenant, "system/payments", correlation=each.correlation)
        with suppress(PaymentDeclined, Conflict):  # an outcome, too
            moving.move(by, row.id, each)
