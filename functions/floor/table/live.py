"""The floor as it is now: numbers by queue, agents, names, and the line of those who wait.

All but the line is in one partition for each shard of a tenant, `<tenant>#floor#<shard>`, so that one query reads it.
The item `!version` sorts before the others: who reads them all has read a version that is not newer than what follows.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any
from zlib import crc32

from floor.domain.agent import Agent as State
from floor.domain.item import FLOW
from floor.table.base import Row
from onestop import lists, tables
from onestop.errors import VersionMismatch
from onestop.pynamo import BooleanAttribute, JSONAttribute, NumberAttribute, UnicodeAttribute
from onestop.tables import Step, key

FLOOR, VERSION = "floor", "!version"
HOME = 0  # the shard of what is not counted: agents, names, alerts


@dataclass(frozen=True, slots=True)
class Day:
    """What an event adds to the numbers of its day."""

    date: str
    numbers: Mapping[str, int]


class Version(Row, discriminator="version"):
    """How often something in this shard changed: 0.5 read units tell whether a document is still good."""

    changes = NumberAttribute(default=0)


class Tally(Row, discriminator="tally"):
    """The numbers of a queue in one shard; those that end in `today` are of the day (UTC) `day`."""

    queue = UnicodeAttribute()
    waiting = NumberAttribute(default=0)
    offered = NumberAttribute(default=0)
    in_work = NumberAttribute(attr_name="inWork", default=0)
    at_risk = NumberAttribute(attr_name="atRisk", default=0)
    breached = NumberAttribute(default=0)
    day = UnicodeAttribute(null=True)
    arrived_today = NumberAttribute(attr_name="arrivedToday", default=0)
    offered_today = NumberAttribute(attr_name="offeredToday", default=0)
    assigned_today = NumberAttribute(attr_name="assignedToday", default=0)
    done_today = NumberAttribute(attr_name="doneToday", default=0)
    missed_today = NumberAttribute(attr_name="missedToday", default=0)
    waited_today = NumberAttribute(attr_name="waitedToday", default=0)


class Agent(Row, discriminator="agent"):
    """An agent; `state` is that of `floor.domain.agent`. `revision` guards it against two writers at once."""

    id = UnicodeAttribute()
    state = JSONAttribute()
    revision = NumberAttribute(default=0)

    def read(self) -> State:
        said = self.state
        lists_of = {name: tuple(map(tuple, said[name])) for name in ("stood", "worked")}
        return State(**{**said, **lists_of, "teams": tuple(said["teams"])})

    def following(self, state: State) -> "Agent":
        """The row of its next revision."""
        return Agent(self.pk, self.sk, id=self.id, state=asdict(state), revision=self.revision + 1)


class Name(Row, discriminator="name"):
    """What a queue or a team is called, as of the version `sequence` of its record; `facts` is what else is needed."""

    kind = UnicodeAttribute()
    id = UnicodeAttribute()
    name = UnicodeAttribute()
    facts = JSONAttribute(default=dict)
    retired = BooleanAttribute(default=False)
    sequence = NumberAttribute(default=0)


class Place(Row, discriminator="place"):
    """Somebody who waits in a line: the first item of the line has waited longest."""

    id = UnicodeAttribute()
    since = UnicodeAttribute()
    number = UnicodeAttribute(null=True)


def shard_of(tenant: str, record_id: str) -> int:
    """The shard in which a new item is counted: as many as `LIST_SHARDS` says of the tenant's `floor`."""
    return crc32(record_id.encode()) % lists.shard_count(tenant, FLOOR)


def floor_pk(tenant: str, shard: int = HOME) -> str:
    return key(tenant, FLOOR, str(shard))


def floor_pks(tenant: str) -> list[str]:
    return lists.partitions(tenant, FLOOR)


def agent_keys(tenant: str, agent_id: str) -> tuple[str, str]:
    return floor_pk(tenant), f"agent#{agent_id}"


def tally_keys(tenant: str, shard: int, queue: str) -> tuple[str, str]:
    return floor_pk(tenant, shard), f"tally#{queue}"


def name_keys(tenant: str, kind: str, thing_id: str) -> tuple[str, str]:
    return floor_pk(tenant), f"name#{kind}#{thing_id}"


def line_pk(tenant: str, queue: str) -> str:
    """The partition of those who wait in a queue, in the order of their places."""
    return key(tenant, "line", queue)


def turned(tenant: str, shard: int = HOME) -> Step:
    """The step by which everybody learns that something in a shard is new."""
    row = Version(floor_pk(tenant, shard), VERSION)
    return Step("update", row, _unconditional, None, (Version.changes.add(1), Version.type.set(Version)))


def counts(keys: tuple[str, str], queue: str, stock: Mapping[str, int], day: Day, there: Tally | None) -> Step:
    """The step that adds to the numbers of a queue; `there` is what it was read as, for the sake of its day.

    The first event of a day begins its numbers anew; one of a day that is over adds to none. `VersionMismatch` where
    another day has begun meanwhile.
    """
    adds = [getattr(Tally, name).add(by) for name, by in stock.items()]
    known = (there.day if there else None) or ""
    condition = Tally.day == known if known else Tally.day.does_not_exist()
    actions = (*adds, *_of_today(day, known), Tally.type.set(Tally), Tally.queue.set(queue))
    return Step("update", Tally(*keys), _another_day, condition, actions)


def _of_today(day: Day, known: str) -> list[Any]:
    if not day.numbers or day.date < known:
        return []
    if day.date == known:
        return [getattr(Tally, name).add(by) for name, by in day.numbers.items()]
    return [Tally.day.set(day.date), *(getattr(Tally, name).set(day.numbers.get(name, 0)) for name in FLOW)]


def _another_day(_: Any) -> Exception:
    return VersionMismatch("Another day has begun.")


def _unconditional(_: Any) -> Exception:
    return AssertionError("has no condition")


def find_agent(tenant: str, agent_id: str) -> Any:
    """An agent, or None: 1 call, 1 read unit."""
    return tables.get(Agent, *agent_keys(tenant, agent_id), consistent=True)
