"""What queues and teams are called."""

from typing import Any

from floor import table
from onestop import tables
from onestop.errors import VersionMismatch
from onestop.events import Event
from onestop.once import Replayed
from onestop.records import settled
from onestop.tables import Step

FACTS = {"queue": ("team", "target", "paused"), "team": ("leads",)}


def queue(event: Event) -> None:
    """Take an event of a queue: 2 calls. `Replayed` where a newer one is known."""
    settled(lambda: _name(event, "queue"))


def team(event: Event) -> None:
    """The same for a team."""
    settled(lambda: _name(event, "team"))


def _name(event: Event, kind: str) -> None:
    record = event.data["record"]
    keys = table.name_keys(event.tenant, kind, record["id"])
    there = tables.get(table.Name, *keys, consistent=True)
    if there and there.sequence >= event.sequence:
        raise Replayed(None)
    facts = {name: record[name] for name in FACTS[kind]}
    row = table.Name(*keys, kind=kind, id=record["id"], name=record["name"], facts=facts)
    row.retired, row.sequence = record["retired"], event.sequence
    older = table.Name.pk.does_not_exist() | (table.Name.sequence < event.sequence)
    tables.write(Step("save", row, _newer, older), table.turned(event.tenant))


def _newer(_: Any) -> Exception:
    return VersionMismatch("A newer event was told.")
