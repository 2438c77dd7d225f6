"""From one state of a return to the next: read, decide, write with what stands beside it, once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from onestop import clock, once, records, tables
from onestop.events import Kind
from onestop.identity import Caller
from onestop.once import Once
from onestop.tables import Step
from returns import table
from returns.domain import states
from returns.service import finding

Change = Callable[[table.Return], Iterable[Step]]


def nothing(_: table.Return) -> Iterable[Step]:
    """No change beyond the state."""
    return ()


def move(
    by: Caller, return_id: str, what: str, kind: Kind, repeat: Once | None = None, change: Change = nothing
) -> dict[str, Any]:
    """Make a move of `domain.states` and return the new view: 2 calls, and 1 more for an idempotency key.

    `change` sets what else changes and returns the steps beside the return; it is asked again where others came
    between. Raises `NotFound`, `WrongState` and what `change` raises.
    """
    once.replay(table.Guard, repeat)  # before the look at the state, which is another one after the first time

    def once_more() -> dict[str, Any]:
        row = finding.there(by, return_id, to_write=True)
        row.state = states.after(row.state, what)
        row.step = None
        return write(by, row, kind, change(row), repeat)

    return records.settled(once_more)


def write(
    by: Caller, row: table.Return, kind: Kind, beside: Iterable[Step] = (), repeat: Once | None = None
) -> dict[str, Any]:
    """Write the next version of a return, new or not, together with what stands beside it."""
    row.updated_at = clock.timestamp()
    finding.place(row, by.tenant)
    records.stamp(row, kind, by)
    view = row.view()
    step = tables.creates(row) if row.version == 1 else tables.updates(row)
    tables.write(*once.guards(table.Guard, repeat, view), *beside, step)
    return view
