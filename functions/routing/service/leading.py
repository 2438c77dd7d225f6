"""What leads say to work: elsewhere, sooner, to somebody else. Each says why, and the event keeps it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from onestop import once, records
from onestop.errors import Invalid, WrongState
from onestop.identity import Caller
from onestop.once import Once
from routing import events, schemas, table
from routing.service import finding, moving, offers, rulebook, writing
from routing.service.moving import Choice

Change = Callable[[table.Work, dict[str, Any]], None]


def move(by: Caller, work_id: str, asked: schemas.Move, repeat: Once | None = None) -> dict[str, Any]:
    """To another queue, with its place kept: 3 calls. What somebody has stays theirs. `Invalid`, `WrongState`."""

    def change(row: table.Work, before: dict[str, Any]) -> None:
        if rulebook.of(by.tenant).queue(asked.queue) is None:
            raise Invalid(errors=[{"pointer": "/queue", "reason": "is no queue in use"}])
        row.reason, row.visited = asked.reason, []
        moving.change_queue(by, row, before, asked.queue, events.MOVED, repeat)

    return _changed(by, work_id, repeat, change)


def reprioritise(by: Caller, work_id: str, asked: schemas.Reprioritisation, repeat: Once | None = None) -> Any:
    """More or less urgent: 2 calls. It holds until the ticket's own priority changes."""

    def change(row: table.Work, before: dict[str, Any]) -> None:
        row.priority, row.reason = asked.priority, asked.reason
        writing.write(by, events.CHANGED, row, before, repeat=repeat)

    return _changed(by, work_id, repeat, change)


def hand_over(by: Caller, work_id: str, agent: str, reason: str, repeat: Once | None = None) -> dict[str, Any]:
    """To an agent of the lead's choice, whatever they hold: 3 calls, 4 where somebody else has it."""

    def change(row: table.Work, before: dict[str, Any]) -> None:
        row.reason = reason
        moving.hand_to(by, row, before, Choice(agent, reason, by.actor), repeat)

    return _changed(by, work_id, repeat, change)


def take_over(by: Caller, work_id: str, reason: str, repeat: Once | None = None) -> dict[str, Any]:
    """To whoever asks; as `hand_over`."""
    return hand_over(by, work_id, offers.me(by), reason, repeat)


def _changed(by: Caller, work_id: str, repeat: Once | None, change: Change) -> dict[str, Any]:
    def once_more() -> dict[str, Any]:
        row = finding.there(by.tenant, work_id)
        if row.state in ("done", "withdrawn"):
            once.replay(table.Guard, repeat)
            raise WrongState(f"The work is {row.state}.", state=row.state)
        change(row, row.view())
        return row.view()

    return records.settled(once_more)
