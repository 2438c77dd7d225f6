"""Counting work: each event once, in whatever order they come, together with the numbers that it changes."""

from dataclasses import dataclass
from typing import Any

from floor import table
from floor.domain import agent as agents
from floor.domain import item as items
from floor.domain.agent import Agent
from floor.domain.intervals import by_day
from floor.domain.item import WAITING, Item
from onestop import tables
from onestop.errors import VersionMismatch
from onestop.events import Event
from onestop.once import Replayed
from onestop.records import settled
from onestop.tables import Step, creates, deletes

MOST_DAYS = 31  # of a single stretch of work: what lasted longer is not whole in the timeline


@dataclass(frozen=True, slots=True)
class Change:
    """An item of a tenant, before and after an event, and what the event says by itself."""

    tenant: str
    row: table.Item
    before: Item
    after: Item
    today: table.Day
    over: tuple[str, int, int] | None = None

    @property
    def shard(self) -> int:
        return int(self.row.shard)

    def numbers(self) -> dict[str, dict[str, int]]:
        """What is added to the numbers of which queues; the day's are those of the queue that the event names."""
        return items.moved(self.before, self.after)

    def agents(self) -> set[str]:
        """Whose hands the event changes."""
        held = () if _hand(self.before) == _hand(self.after) else (self.before.holder, self.after.holder)
        return {each for each in (*held, self.over and self.over[0]) if each}


def _hand(item: Item) -> tuple[object, ...]:
    """What an agent shows of an item."""
    return (item.holder, item.state, item.since, item.units) if item.holder else ()


def count(event: Event) -> None:
    """Take an event of routing's work: 3 calls. `Replayed` where it was taken before."""
    settled(lambda: _count(event))


def _count(event: Event) -> None:
    record = event.data["record"]
    row = known(event.tenant, record["id"])
    before = row.read()
    if event.sequence in before.seen:
        raise Replayed(None)
    after = items.worked(before, event.sequence, record)
    today = table.Day(event.time[:10], items.flow(event.type, record))
    over = items.handled(record, event.data["changes"], event.time)
    write(Change(event.tenant, row, before, after, today, over), record["queue"] or items.NOWHERE)


def known(tenant: str, ticket: str) -> table.Item:
    """The row of an item; one that is not stored yet has the revision 0."""
    there: table.Item | None = table.find(tenant, ticket)
    if there is not None:
        return there
    shard = table.shard_of(tenant, ticket)
    return table.Item(*table.item_keys(tenant, ticket), id=ticket, shard=shard, queue=items.NOWHERE)


def write(change: Change, queue: str) -> None:
    """The item, the numbers of its queues, the agents who had or have it, its place in line: all or nothing.

    `queue` is whose day it is. Raises `VersionMismatch` where others wrote one of them meanwhile.
    """
    numbers = change.numbers()
    if change.today.numbers:
        numbers.setdefault(queue, {})
    tallies = {each: table.tally_keys(change.tenant, change.shard, each) for each in numbers}
    people = {each: table.agent_keys(change.tenant, each) for each in change.agents()}
    there = _there([*tallies.values(), *people.values()])
    nothing = table.Day(change.today.date, {})
    steps = [
        _revised(change.row, change.row.following(change.after)),
        *(table.counts(tallies[each], each, stock, change.today if each == queue else nothing, there.get(tallies[each]))
          for each, stock in numbers.items()),
        *(_person(change, each, keys, there.get(keys)) for each, keys in people.items()),
        *_line(change),
        *_timeline(change),
    ]  # fmt: skip
    tables.write(*steps, *([table.turned(change.tenant, change.shard)] if len(steps) > 1 else []))


def _there(keys: list[tuple[str, str]]) -> dict[tuple[str, str], Any]:
    return {(row.pk, row.sk): row for row in tables.get_many(table.Row, keys, consistent=True)}


def _person(change: Change, agent_id: str, keys: tuple[str, str], there: Any) -> Step:
    state = there.read() if there else Agent()
    mine = change.after if change.after.holder == agent_id else None
    if mine or change.before.holder == agent_id:
        state = agents.holding(state, change.row.id, mine)
    if change.over and change.over[0] == agent_id:
        state = agents.having_worked(state, change.over[1:])
    return revised_agent(keys, agent_id, there, state)


def revised_agent(keys: tuple[str, str], agent_id: str, there: Any, state: Agent) -> Step:
    """The step that saves an agent unless it was changed since it was read."""
    row = table.Agent(*keys, id=agent_id, revision=there.revision if there else 0)
    return _revised(row, row.following(state))


def _revised(row: Any, following: Any) -> Step:
    if row.revision == 0:
        return creates(following)
    return Step("save", following, _changed, type(row).revision == row.revision)


def _changed(_: Any) -> Exception:
    return VersionMismatch("Others have counted the same.")


def _line(change: Change) -> list[Step]:
    """The item's place among those who wait: taken, given up, or both."""
    left, taken = (_place(change, item) for item in (change.before, change.after))
    if left and taken and (left.pk, left.sk) == (taken.pk, taken.sk):
        return []
    return [*([deletes(left)] if left else []), *([Step("save", taken, _changed)] if taken else [])]


def _place(change: Change, item: Item) -> table.Place | None:
    if item.state != WAITING:
        return None
    pk, sk = table.line_pk(change.tenant, item.queue), f"{item.place}#{change.row.id}"
    return table.Place(pk, sk, id=change.row.id, since=item.place, number=item.number)


def _timeline(change: Change) -> list[Step]:
    if change.over is None:
        return []
    agent_id, start, end = change.over
    parts = by_day((start, end), MOST_DAYS)
    rows = [table.stretch(change.tenant, agent_id, part, "work", change.row.id) for part in parts]
    return [Step("save", row, _changed) for row in rows]
