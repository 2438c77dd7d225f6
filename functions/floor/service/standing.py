"""Agents as workforce tells of them: who they are, and in which status they stand."""

from collections.abc import Callable

from floor import table
from floor.domain import agent as agents
from floor.domain.agent import Agent
from floor.domain.intervals import by_day
from floor.service.counting import MOST_DAYS, revised_agent
from onestop import tables
from onestop.events import Event
from onestop.once import Replayed
from onestop.records import settled
from onestop.tables import Step


def register(event: Event) -> None:
    """Take an event of an agent's record: 2 calls. `Replayed` where a newer one is known."""
    settled(lambda: _write(event, lambda state: agents.registered(state, event.sequence, event.data["record"]), []))


def stand(event: Event) -> None:
    """Take a change of presence: 2 calls, also for a late one, because it tells of a time that is over."""
    record = event.data["record"]
    over = agents.stretch(record)
    parts = by_day(over[:2], MOST_DAYS) if over else ()
    said = (record["previous"]["status"], record["previous"]["reason"]) if over else ("", None)
    rows = [table.stretch(event.tenant, record["id"], part, *said) for part in parts]
    settled(lambda: _write(event, lambda state: agents.standing(state, event.sequence, record), rows))


def _write(event: Event, following: Callable[[Agent], Agent], beside: list[table.Stretch]) -> None:
    agent_id = event.data["record"]["id"]
    keys = table.agent_keys(event.tenant, agent_id)
    there = tables.get(table.Agent, *keys, consistent=True)
    before = there.read() if there else Agent()
    after = following(before)
    if after == before:
        raise Replayed(None)
    stretches = [Step("save", row, lambda _: AssertionError("has no condition")) for row in beside]
    tables.write(revised_agent(keys, agent_id, there, after), *stretches, table.turned(event.tenant))
