"""An agent's timeline: in which status, and with what in hand, at any time."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from floor import table
from floor.domain import sharing
from floor.domain.agent import Agent
from floor.domain.moments import DAY, day, ms
from floor.domain.timeline import WORK, Part, told
from floor.service import looking
from onestop import clock, lists
from onestop.errors import BadParameter, NotFound
from onestop.identity import Caller
from onestop.tables import served

if TYPE_CHECKING:
    from floor import schemas

LONGEST, USUAL = 7 * DAY, DAY


def timeline(by: Caller, agent_id: str, asked: "schemas.TimelineQuery") -> dict[str, Any]:
    """States and work of an agent between two moments, by default the last day: 2 calls for each shard of the floor.

    Raises `NotFound` for an agent who is unknown or of another team, `BadParameter` for more than a week.
    """
    state, now = _visible(by, agent_id), ms(clock.timestamp())
    high = min(ms(asked.until), now) if asked.until else now
    low = ms(asked.since) if asked.since else high - USUAL
    if not 0 <= high - low <= LONGEST:
        raise BadParameter(errors=[{"pointer": "/since", "reason": "is at most a week before `until`"}])
    parts = [*_stored(by.tenant, agent_id, low, high), *_going_on(state, now)]
    return {"agent": agent_id, "name": state.name, **told(parts, low, high)}


def _visible(by: Caller, agent_id: str) -> Agent:
    floor = looking.read(by.tenant, waits=False)
    state = floor.agents.get(agent_id)
    if state is None or not _may_see(by, floor, agent_id):
        raise NotFound("There is no such agent.")
    return state


def _may_see(by: Caller, floor: Any, agent_id: str) -> bool:
    member = looking.member_of(by)
    if looking.sees_all(by) or member == agent_id:
        return True
    return bool(sharing.teams_of(floor, member) & {*floor.agents[agent_id].teams})


def _stored(tenant: str, agent_id: str, low: int, high: int) -> Iterator[Part]:
    """What is over, of all days that the time touches: a stretch is stored by days, so nothing else can overlap it."""
    days = table.Stretch.sk.between(day(low), day(high) + lists.LAST)
    with served():
        for row in table.Stretch.query(table.timeline_pk(tenant, agent_id), days):
            yield Part(int(row.start), int(row.end), row.what, row.about)


def _going_on(state: Agent, now: int) -> Iterator[Part]:
    """The state that holds, and what is in hand, until now."""
    if state.since:
        yield Part(ms(state.since), now, state.status, state.reason)
    for ticket, held in state.holds.items():
        if held["state"] == "assigned":
            yield Part(ms(held["since"]), now, WORK, ticket)
