"""Writing the log."""

from datetime import datetime
from typing import Any

from audit import table
from audit.domain import list_of
from onestop import lists, tables
from onestop.events import Event
from onestop.once import Replayed
from onestop.visibility import facts_of


def record(event: Event) -> None:
    """Log an event of any type and version: 1 call. Raises `Replayed` if it was logged before."""
    tables.write(tables.creates(_entry(event), lambda _: Replayed(None)))


def _entry(event: Event) -> table.Entry:
    said = event.data["record"]
    return table.Entry(
        table.record_pk(event.tenant, event.subject),
        table.record_sk(event.sequence, event.id),
        listed=lists.partition(event.tenant, list_of(event.source), event.id),
        acted=table.actor_key(event.tenant, event.actor),
        correlated=table.correlation_key(event.tenant, event.correlation),
        payload=event.version,
        customers=event.data["customers"],
        changes=event.data["changes"],
        record=None if event.data["changes"] else said,
        facts=facts_of(said) if said.get("visibility") else None,
        expires=datetime.fromisoformat(event.time) + table.retention(),
        **_as_they_are(event),
    )


def _as_they_are(event: Event) -> dict[str, Any]:
    names = ("id", "source", "type", "time", "actor", "address", "correlation", "causation", "subject", "sequence")
    return {name: getattr(event, name) for name in names}
