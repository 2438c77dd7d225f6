"""Items of work, and the stretches of time of which an agent's timeline consists."""

from datetime import timedelta
from typing import Any

from floor.domain.intervals import Interval
from floor.domain.item import Item as State
from floor.domain.moments import day, rfc3339
from floor.domain.sequences import read, written
from floor.table.base import Row
from onestop import clock, tables
from onestop.pynamo import BooleanAttribute, NumberAttribute, UnicodeAttribute
from onestop.tables import key

MEMORY = timedelta(days=90)  # as long as the bus keeps its archive: older events are refused
KEPT = MEMORY + timedelta(days=7)


class Item(Row, discriminator="item"):
    """An item of work as `floor.domain.item` has it. `shard` is where it is counted, for as long as it lives.

    `revision` guards it against two writers at once. It expires when it is finished and no event of it can come.
    """

    id = UnicodeAttribute()
    shard = NumberAttribute()
    revision = NumberAttribute(default=0)
    work = NumberAttribute(default=0)
    seen = UnicodeAttribute(default="0")
    queue = UnicodeAttribute()
    state = UnicodeAttribute(default="")
    place = UnicodeAttribute(default="")
    agent = UnicodeAttribute(null=True)
    since = UnicodeAttribute(default="")
    units = NumberAttribute(default=0)
    number = UnicodeAttribute(null=True)
    ticket = NumberAttribute(default=0)
    trouble = UnicodeAttribute(default="")
    finished = BooleanAttribute(default=False)

    def read(self) -> State:
        said = {name: getattr(self, name) for name in State.__slots__}
        return State(**{**said, "seen": read(self.seen)})

    def following(self, item: State) -> "Item":
        """The row of its next revision."""
        said = {name: getattr(item, name) for name in State.__slots__}
        row = Item(self.pk, self.sk, id=self.id, shard=self.shard, revision=self.revision + 1, **said)
        row.seen = written(item.seen)
        row.expires = None if item.is_open else clock.now() + KEPT
        return row


class Stretch(Row, discriminator="stretch"):
    """A part of a day in which an agent stood in a status, or had an item in hand (`what` is `work`)."""

    what = UnicodeAttribute()
    start = NumberAttribute()
    end = NumberAttribute()
    about = UnicodeAttribute(null=True)


def item_keys(tenant: str, ticket: str) -> tuple[str, str]:
    return key(tenant, "item", ticket), "record"


def find(tenant: str, ticket: str) -> Any:
    """An item, or None: 1 call, 1 read unit."""
    return tables.get(Item, *item_keys(tenant, ticket), consistent=True)


def timeline_pk(tenant: str, agent: str) -> str:
    return key(tenant, "timeline", agent)


def stretch(tenant: str, agent: str, part: Interval, what: str, about: str | None) -> Stretch:
    """The row of one part of a day; the same part has the same key, however often it is told."""
    start, end = part
    sk = f"{day(start)}#{rfc3339(start)}#{what}#{about or ''}"
    row = Stretch(timeline_pk(tenant, agent), sk, what=what, start=start, end=end, about=about)
    row.expires = clock.now() + KEPT
    return row
