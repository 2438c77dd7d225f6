"""What would have been: simulations are asked for at the door and carried out afterwards, from their own event."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from onestop import clock, lists, once, records, tables
from onestop.errors import Invalid, NotFound, TooLarge
from onestop.events import Event
from onestop.identity import Caller
from onestop.lists import Page, Range
from onestop.once import Once, Replayed
from routing import events, schemas, table
from routing.service import imagining, rulebook, writing
from routing.service.rulebook import Rules

LONGEST = timedelta(days=7)


def start(by: Caller, asked: schemas.NewSimulation, repeat: Once | None = None) -> dict[str, Any]:
    """Ask for a simulation and return its view: 2 calls. `Invalid` where it names what there is not."""
    if errors := _wrong(asked, rulebook.of(by.tenant)):
        once.replay(table.Guard, repeat)
        raise Invalid(errors=errors)
    said, made, at = asked.whole(), clock.new_id(), clock.now()
    given = said.pop("arrivals")
    row = table.Simulation(
        *table.simulation_keys(by.tenant, made), id=made, state="waiting", given=given, expires=at + writing.KEPT,
        created_at=clock.rfc3339(at), updated_at=clock.rfc3339(at), **said,
    )  # fmt: skip
    row.enlist()
    records.stamp(row, events.SIMULATION_STARTED, by)
    view: dict[str, Any] = row.view()
    tables.write(*once.guards(table.Guard, repeat, view), tables.creates(row))
    return view


def shown(by: Caller, simulation_id: str) -> dict[str, Any]:
    """A simulation: 1 call."""
    row = table.simulation(by.tenant, simulation_id)
    if row is None:
        raise NotFound("There is no such simulation.")
    return dict(row.view())


def listed(by: Caller, part: Range) -> Page:
    """One page of them, the latest first: 1 call for each shard of the list."""
    partitions = lists.partitions(by.tenant, table.SIMULATIONS)
    return lists.read(table.Simulation.by_state, partitions, part, table.ByState.state_key)


def carry_out(event: Event) -> None:
    """Carry out a simulation, once: 3 calls, and those that `history` takes for a time that was."""
    row = table.simulation(event.tenant, event.data["record"]["id"], consistent=True)
    if row is None or row.state != "waiting":
        raise Replayed(None)
    try:
        row.in_use, row.tried = imagining.both(row, rulebook.of(event.tenant))
        row.state = "done"
    except TooLarge as much:
        row.state, row.reason = "failed", much.detail
    row.updated_at = clock.timestamp()
    records.stamp(row, events.SIMULATION_DONE, event.caller("routing"))
    tables.write(tables.updates(row))


def _wrong(asked: schemas.NewSimulation, rules: Rules) -> list[dict[str, str]]:
    wrong = [("/policy", "is no policy")] if asked.policy and asked.policy not in rules.policies else []
    if asked.queue and rules.queue(asked.queue) is None:
        wrong.append(("/queue", "is no queue in use"))
    if asked.since and asked.until and (fault := _fault(asked.since, asked.until)):
        wrong.append(("/until", fault))
    for number, each in enumerate(asked.arrivals or ()):
        if rules.queue(each.queue or asked.queue) is None:
            wrong.append((f"/arrivals/{number}/queue", "is no queue in use"))
    return [{"pointer": pointer, "reason": reason} for pointer, reason in wrong]


def _fault(since: str, until: str) -> str | None:
    first, last = datetime.fromisoformat(since), datetime.fromisoformat(until)
    if last <= first:
        return "is not after since"
    return f"is more than {LONGEST.days} days after since" if last - first > LONGEST else None
