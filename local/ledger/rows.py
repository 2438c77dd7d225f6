"""What an item says of its record, told by the table module of its own capability."""

import importlib
import os
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from local.ledger.scanning import Item
from onestop.tables import Row, key

# What `subject()` of any row looks at, besides the event and the version; a test holds the tables to it.
READ = ("pk", "sk", "type", "version", "event", "id", "kind", "name", "code", "key", "agent")
Written = tuple[str, int, str, str]


def publishing(outputs: Mapping[str, Mapping[str, str]]) -> list[str]:
    """The capabilities whose tables publish events."""
    return sorted(name for name, said in outputs.items() if "RelayFailuresUrl" in said)


def base_of(capability: str, table: str) -> type[Row]:
    """The base of a capability's rows. Its module wants to know the name of the table when it is imported."""
    os.environ.setdefault(f"{capability.upper()}_TABLE", table)
    base: type[Row] = importlib.import_module(f"{capability}.table").Row
    return base


def written(base: type[Row], items: Iterable[Item]) -> Iterator[Written]:
    """The log's name of each record, its version, and its last event's id and time."""
    for item in items:
        row: Any = base.from_raw_data(dict(item))
        yield key(row.event["tenant"], "record", row.subject()), int(row.version), row.event["id"], row.event["at"]


def delivered(items: Iterable[Item]) -> Iterator[tuple[str, int]]:
    """The log's name of each record and one version of it that was delivered."""
    for item in items:
        yield item["pk"]["S"], int(item["sk"]["S"].partition("#")[0])


def named(record: str) -> tuple[str, str]:
    """Tenant and subject from the log's name of a record."""
    tenant, _, subject = record.split("#", 2)
    return tenant, subject.replace("%23", "#").replace("%25", "%")
