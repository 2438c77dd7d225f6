"""What happened at the desk, as the audit log tells it: nothing of what the services keep is believed here."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from local.api import Api

Item = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Step:
    """A version of a record: when, by which event, and what it was then."""

    at: datetime
    event: str
    record: Item


@dataclass(slots=True)
class Log:
    """All versions of all tickets, their comments and their work, each in order; by the id of the ticket."""

    tickets: dict[str, list[Step]] = field(default_factory=lambda: defaultdict(list))
    comments: dict[str, list[Step]] = field(default_factory=lambda: defaultdict(list))
    work: dict[str, list[Step]] = field(default_factory=lambda: defaultdict(list))
    entries: int = 0


def read(api: Api, since: str) -> Log:
    """The log from a moment on. A record is built up of the changes that its entries tell."""
    found, records = Log(), defaultdict[str, Item](dict)
    for entry in sorted(api.pages("/audit", since=since), key=lambda each: (each["subject"], each["sequence"])):
        found.entries += 1
        thing, _, record_id = entry["subject"].partition("/")
        after = {name: change["after"] for name, change in (entry.get("changes") or {}).items()}
        record = records[entry["subject"]] = {**records[entry["subject"]], **after, **(entry.get("record") or {})}
        step = Step(datetime.fromisoformat(entry["time"]), entry["type"], record)
        if thing == "tickets":
            found.tickets[record_id].append(step)
        elif thing == "work":
            found.work[record_id].append(step)
        elif thing == "ticket-comments":
            found.comments[record["ticket"]].append(step)
    return found


def in_time(steps: dict[str, list[Step]]) -> Iterator[tuple[str, Step]]:
    """All steps of all records, one after the other."""
    yield from sorted(((name, step) for name, each in steps.items() for step in each), key=lambda each: each[1].at)
