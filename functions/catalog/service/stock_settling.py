"""What becomes of a reservation: it is allocated, issued, or given back, each of it once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import datetime
from functools import partial
from typing import Any

from catalog import events, table
from catalog.domain import stock_reservation as rules
from catalog.domain.stock import Change, Place, bucket_of
from catalog.domain.stock_picking import Pick
from catalog.domain.stock_reservation import ALLOCATED, HELD, RELEASED
from catalog.service import stock_moving, stock_tidying
from onestop import clock, records, tables
from onestop.errors import NotFound, ReservationOver, WrongState
from onestop.events import Kind
from onestop.tables import Step, creates, updates
from onestop.tasks import Task

Rule = Callable[[Iterable[Pick]], list[Change]]
AT_ONCE = 45  # picks, each with a shard and a movement, and the reservation: a transaction has 100 items


class _Gone(Exception):
    """A hold is not in its shard any more: its time was over, and its pieces were freed."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place


def allocate(task: Task) -> dict[str, Any]:
    """What is held becomes promised without an end: 2 calls. `ReservationOver` where it is not held any more."""
    row = records.settled(lambda: _allocated(task))
    stock_tidying.now_and_then(task.by.tenant, row.id, _places(row))
    return {}


def release(task: Task) -> dict[str, Any]:
    """Everything that is left of a reservation becomes free: 2 calls. What was never reserved never will be."""
    row = records.settled(lambda: _released(task))
    stock_tidying.now_and_then(task.by.tenant, row.id, _places(row))
    return {}


def issue(task: Task) -> dict[str, Any]:
    """Allocated pieces leave with a shipment: 2 calls for 45 places.

    Raises `Invalid` for a line that there is not, `WrongState` where so many are not allocated (any more).
    """
    return _part_by_part(task, task.asked.issue, "issued", events.STOCK_ISSUED, rules.leaves)


def deallocate(task: Task) -> dict[str, Any]:
    """Allocated pieces become free: 2 calls for 45 places. Raises what `issue` raises."""
    return _part_by_part(task, task.asked.release, "returned", events.STOCK_DEALLOCATED, rules.frees)


def _allocated(task: Task) -> Any:
    row = _there(task)
    if row.state == ALLOCATED:
        return row
    if row.state == RELEASED or row.until <= clock.timestamp():
        raise ReservationOver()
    picks, bucket = _picks(row), _bucket(row)
    _next(task, row, events.STOCK_ALLOCATED, state=ALLOCATED)
    tables.write(updates(row), *_steps(task, rules.allocates(picks, bucket), _over))
    return row


def _released(task: Task) -> Any:
    row = _found(task)
    if row is None:
        return _refusing(task)
    if row.state == RELEASED:
        return row
    picks, held, bucket = rules.rest(_picks(row)), row.state == HELD, _bucket(row)
    returned = [asdict(each) for each in rules.settled(_picks(row), picks, "returned")]
    _next(task, row, events.STOCK_RELEASED, state=RELEASED, picks=returned)
    while True:
        changes = rules.lets_go(picks, bucket) if held else rules.frees(picks)
        try:
            tables.write(updates(row), *_steps(task, changes, _Gone if held else _amiss))
            return row
        except _Gone as failure:
            picks = [pick for pick in picks if pick.place != failure.place]


def _refusing(task: Task) -> Any:
    """A reservation that was released before it was made: what comes late is refused."""
    asked = task.asked
    row = table.Reservation(*_keys(task), id=asked.reservation, order=asked.order, customer=asked.customer)
    row.created_at = clock.timestamp()
    _next(task, row, events.STOCK_RELEASED, state=RELEASED)
    tables.write(creates(row))
    return row


def _part_by_part(task: Task, name: str, as_what: str, kind: Kind, rule: Rule) -> dict[str, Any]:
    """Settle the lines that are asked for, as many at a time as a transaction takes; `done` remembers how far it is."""
    while records.settled(lambda: _went_on(task, name, as_what, kind, rule)):
        pass
    return {}


def _went_on(task: Task, name: str, as_what: str, kind: Kind, rule: Rule) -> bool:
    """Whether there is anything left to do after this."""
    row = _there(task)
    done = row.done.get(name)
    asked = [(line.line, line.quantity) for line in task.asked.lines]
    missing = rules.outstanding(asked, done or {})
    if done is not None and not missing:
        return False
    if row.state != ALLOCATED:
        raise ReservationOver() if row.state == RELEASED else WrongState("The pieces are held, but not allocated.")
    picks = _picks(row)
    parts = rules.parted(picks, missing)[:AT_ONCE]
    settled = [asdict(each) for each in rules.settled(picks, parts, as_what)]
    _next(task, row, kind, picks=settled, done={**row.done, name: rules.counted(parts, done or {})})
    left = stock_moving.left(task, row, parts, name) if kind is events.STOCK_ISSUED else []
    tables.write(updates(row), *_steps(task, rule(parts), _amiss), *map(creates, left))
    return bool(rules.outstanding(asked, row.done[name]))


def _next(task: Task, row: Any, kind: Kind, **said: Any) -> None:
    for name, value in said.items():
        setattr(row, name, value)
    row.step, row.updated_at = task.mark(), clock.timestamp()
    records.stamp(row, kind, task.by, [*said, "step"])


def _steps(task: Task, changes: Iterable[Change], refused: Callable[[Place], Exception]) -> list[Step]:
    return [table.changing(task.by.tenant, each, partial(_refusal, refused, each.place)) for each in changes]


def _refusal(refused: Callable[[Place], Exception], place: Place, _: Any) -> Exception:
    return refused(place)


def _over(_: Place) -> Exception:
    return ReservationOver()


def _amiss(place: Place) -> Exception:
    return WrongState(f"Shard {place.shard} of {place.variant} at {place.location} has less than was promised from it.")


def _found(task: Task) -> Any:
    return tables.get(table.Reservation, *_keys(task), consistent=True)


def _there(task: Task) -> Any:
    row = _found(task)
    if row is None:
        raise NotFound("There is no such reservation.")
    return row


def _keys(task: Task) -> tuple[str, str]:
    return table.reservation_keys(task.by.tenant, task.asked.reservation)


def _picks(row: Any) -> list[Pick]:
    return [Pick(**each) for each in row.picks]


def _places(row: Any) -> set[Place]:
    return {pick.place for pick in _picks(row) if pick.place}


def _bucket(row: Any) -> str:
    return bucket_of(datetime.fromisoformat(row.until)) if row.until else ""
