"""What agents say of themselves, and leads of them."""

from __future__ import annotations

from typing import Any

from onestop import clock, records, tables
from onestop.errors import Invalid, NotFound, WrongState
from onestop.identity import Caller
from workforce import schemas, table
from workforce.domain import reasons
from workforce.domain.reasons import UNREACHABLE
from workforce.domain.silence import beats, lapse
from workforce.service import changing, settings
from workforce.service.changing import State
from workforce.service.standing import Here, soon

LEAD = "workforce:lead"


def choose(by: Caller, agent_id: str, said: schemas.PresenceGiven) -> dict[str, Any]:
    """Set an agent's presence and return it: 2 calls, 1 where it is so already.

    Raises `MissingScope` or `Invalid` where somebody else's is set without leading or without saying why, `Invalid`
    for an unknown reason, `WrongState` for who is retired.
    """
    forced = by.actor != f"member/{agent_id}"
    if forced:
        by.must(LEAD)
        if said.note is None:
            raise Invalid(errors=[{"pointer": "/note", "reason": "says why, where it is somebody else's presence"}])
    return records.settled(lambda: _choose(by, agent_id, said, by.actor if forced else None))


def beat(by: Caller, *, resume: bool) -> dict[str, Any]:
    """Take a sign of life from the console of the caller, and return the presence, whatever became of it meanwhile.

    2 calls; 1 where there was one a moment ago, or where the agent is offline. No event, unless the console was
    silent for too long, or comes back with `resume`.
    """
    agent_id = _own(by)
    here = soon(by.tenant, agent_id)
    limits, now = settings.limits(here.settings), clock.now()
    if lapse(here.standing, limits, now) or (resume and here.presence.reason == UNREACHABLE):
        return records.settled(lambda: _back(by, agent_id, resume=resume))
    if here.presence.status != "offline" and beats(here.standing.seen, limits, now):
        _note(here)
    return here.presence.view()


def shown(by: Caller, agent_id: str) -> dict[str, Any]:
    """The presence of an agent: 1 call."""
    row = tables.get(table.Presence, *table.presence_keys(by.tenant, agent_id))
    if row is None:
        raise NotFound("There is no such agent.")
    return row.view()


def _own(by: Caller) -> str:
    """The id of the caller as an agent."""
    kind, _, member = by.actor.partition("/")
    if kind != "member":
        raise NotFound("Only a member can be an agent.")
    return member


def _choose(by: Caller, agent_id: str, said: schemas.PresenceGiven, forced_by: str | None) -> dict[str, Any]:
    here = changing.caught_up(by, agent_id)
    if here.agent is None or not here.agent.active:
        raise WrongState("This agent is retired.")
    return _enter(by, here, _state(here, said.reason, forced_by, said.note))


def _state(here: Here, key: str, forced_by: str | None = None, note: str | None = None) -> State:
    reason = reasons.chosen(here.settings, key)
    return State(reason["status"], key, reasons.channels(here.settings, reason), forced_by, note)


def _enter(by: Caller, here: Here, state: State) -> dict[str, Any]:
    """Into a state, or on in the same one: then it is only a sign of life."""
    row, now = here.presence, clock.now()
    if (row.status, row.reason, row.channels) != (state.status, state.reason, state.channels):
        tables.write(*changing.entering(by, here, state, now, now))
    elif row.status != "offline":
        _note(here)
    return row.view()


def _back(by: Caller, agent_id: str, *, resume: bool) -> dict[str, Any]:
    """What holds for somebody who was silent: what was before if he says so, or what silence made of it."""
    here = changing.caught_up(by, agent_id)
    before = here.presence.before
    if not resume or here.presence.reason != UNREACHABLE or before is None:
        return _alive(here)
    known = {each["key"] for each in here.settings["reasons"]}
    return _enter(by, here, _state(here, before if before in known else "available"))


def _alive(here: Here) -> dict[str, Any]:
    if here.presence.status != "offline":
        _note(here)
    return here.presence.view()


def _note(here: Here) -> None:
    """Write a sign of life down, whoever else does so."""
    [step] = changing.watching(here, clock.now())
    tables.write(tables.Step("save", step.row, step.refused))
