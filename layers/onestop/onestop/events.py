"""Events: the mark that a record carries, and the envelope that others receive (CloudEvents 1.0 names)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from onestop import clock
from onestop.identity import Caller, system
from onestop.tables import Row

SOURCE = "onestop."  # EventBridge `source` is this and the capability's name


@dataclass(frozen=True, slots=True)
class Kind:
    """A published event: a name in the past tense and the version of its payload."""

    name: str
    version: int = 1


def mark(kind: Kind, by: Caller, at: str | None = None) -> dict[str, Any]:
    """The attribute `event` of the record that changes: what happened, when (now), who did it and because of what."""
    return {
        "id": clock.new_id(),
        "type": kind.name,
        "version": kind.version,
        "tenant": by.tenant,
        "actor": by.actor,
        "address": by.address,
        "correlation": by.correlation,
        "causation": by.causation,
        "at": at or clock.timestamp(),
    }


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """`{field: {"before": .., "after": ..}}` of every public field that differs; bookkeeping fields left out."""
    names = [n for n in {**before, **after} if n not in ("version", "updatedAt")]
    return {
        name: {"before": before.get(name), "after": after.get(name)}
        for name in names
        if before.get(name) != after.get(name)
    }


def envelope(row: Row, before: Row | None) -> dict[str, Any]:
    """What is published for a row that carries a new mark: the record, what changed in it, whom it is about."""
    seen, marked = row.view(), row.event
    return {
        "specversion": "1.0",
        "id": marked["id"],
        "type": marked["type"],
        "version": marked["version"],
        "time": marked["at"],
        "tenant": marked["tenant"],
        "actor": marked["actor"],
        "address": marked.get("address"),
        "correlation": marked["correlation"],
        "causation": marked["causation"],
        "subject": row.subject(),
        "sequence": int(row.version),
        "data": {
            "record": seen,
            "changes": changes(before.view() if before else {}, seen),
            "customers": row.about(),
        },
    }


@dataclass(frozen=True, slots=True)
class Event:
    """An event as a consumer receives it. `sequence` is the version of the record `subject`."""

    source: str
    id: str
    type: str
    version: int
    time: str
    tenant: str
    actor: str
    address: str | None
    correlation: str
    causation: str | None
    subject: str
    sequence: int
    data: Mapping[str, Any]

    def caller(self, capability: str) -> Caller:
        """Who acts when `capability` does something because of this event."""
        return system(capability, self.tenant, self.correlation, causation=self.id)


def received(message: Mapping[str, Any]) -> Event:
    """The event in an EventBridge message; KeyError or TypeError when it is none of ours."""
    detail = {name: value for name, value in message["detail"].items() if name != "specversion"}
    return Event(source=message["source"].removeprefix(SOURCE), **detail)
