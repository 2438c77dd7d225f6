"""Presence from one state to the next. Each change ends an interval, and the event that tells it carries both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from onestop import clock, due, items, records, tables
from onestop.errors import VersionMismatch
from onestop.events import changes
from onestop.identity import Caller
from onestop.shaping import fill
from onestop.tables import Step, creates, updates
from workforce import events, table
from workforce.domain import silence
from workforce.domain.reasons import UNREACHABLE
from workforce.domain.silence import Lapse, Standing
from workforce.service import settings
from workforce.service.standing import Here, whole

KEPT = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class State:
    """What somebody is from now on. `before` is what was before the console fell silent."""

    status: str
    reason: str
    channels: list[str]
    forced_by: str | None = None
    note: str | None = None
    before: str | None = None


def caught_up(by: Caller, agent_id: str) -> Here:
    """Where an agent stands after all that silence has made of it by now: 1 call, and 1 for each state that it made."""
    here = whole(by.tenant, agent_id)
    catch_up(by, here)
    return here


def catch_up(by: Caller, here: Here) -> bool:
    """Write down what has come true without anybody looking, a state at a time; whether there was something."""
    clockwork, limits, found = replace(by, actor="system/workforce"), settings.limits(here.settings), False
    while (lapse := silence.lapse(here.standing, limits, clock.now())) is not None:
        tables.write(*_lapsing(clockwork, here, lapse))
        found = True
    return found


def _lapsing(by: Caller, here: Here, lapse: Lapse) -> list[Step]:
    """What makes somebody away or offline for being silent; refused where there was a sign of life meanwhile."""
    before = here.presence.before if here.presence.reason == UNREACHABLE else here.presence.reason
    seen = here.standing.seen
    return entering(by, here, State(lapse.status, UNREACHABLE, [], before=before), lapse.at, seen)


def entering(by: Caller, here: Here, state: State, at: datetime, seen: datetime | None) -> list[Step]:
    """What brings an agent into a state `at` a moment: the presence, the interval that is over, when to look again.

    `seen` is when the console was heard of last.
    """
    row = here.presence
    before, over = row.view(), _over(row, silence.after(datetime.fromisoformat(row.since), at))
    row.status, row.reason, row.channels, row.before = state.status, state.reason, state.channels, state.before
    row.forced_by, row.note, row.since = state.forced_by, state.note, over.until
    row.until = here.end_of_shift if state.status != "offline" else None
    row.previous = {name: value for name, value in over.view().items() if name != "agent"}
    records.stamp(row, events.PRESENCE_CHANGED, by, changes(before, row.view()))
    return [updates(row), creates(over), *watching(here, seen)]


def ending_at(by: Caller, here: Here, end: str | None) -> list[Step]:
    """What tells that the shift of somebody who is there ends at another time; nothing where that is known."""
    row = here.presence
    if row.status == "offline" or row.until == end:
        return []
    before = row.view()
    row.until, row.previous = end, None
    records.stamp(row, events.PRESENCE_CHANGED, by, changes(before, row.view()))
    return [updates(row)]


def watching(here: Here, seen: datetime | None) -> list[Step]:
    """The sign of life, due when the next silence would mean something; refused if there was another one meanwhile."""
    if seen is None:
        return []
    standing = Standing(here.presence.status, datetime.fromisoformat(here.presence.since), seen)
    look = silence.next_look(standing, settings.limits(here.settings))
    row = table.Pulse(*table.pulse_keys(here.tenant, here.presence.id), seen=clock.rfc3339(seen))
    if look is not None:
        row.waiting, row.due = due.partition(here.presence.id), clock.rfc3339(look)
    same = table.Pulse.seen == here.pulse.seen if here.pulse else None
    return [creates(row, _beat_meanwhile, unless=same)]


def _over(row: table.Presence, at: datetime) -> table.Interval:
    """The state that ends at a moment."""
    shown: Mapping[str, Any] = items.names(table.Interval)
    over = table.Interval(*table.interval_keys(row.tenant, row.id, clock.rfc3339(at)), expires=clock.now() + KEPT)
    fill(over, {name: value for name, value in row.view().items() if name in shown and name not in ("version",)})
    over.agent, over.until = row.id, clock.rfc3339(at)
    over.seconds = round((at - datetime.fromisoformat(row.since)).total_seconds(), 3)
    return over


def _beat_meanwhile(_: Any) -> Exception:
    return VersionMismatch("There was a sign of life meanwhile.")
