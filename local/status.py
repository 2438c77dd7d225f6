"""How a system is, in numbers that were counted now."""

from collections import Counter
from typing import Any

from rich.table import Table

from local.engine import process
from local.home import Home
from local.places import Embedded
from local.redriving import depth
from local.system import System

_MEGABYTE = 1024 * 1024


def engine_line(system: System, home: Home) -> str:
    """The engine in one line."""
    if not isinstance(system.place, Embedded):
        return f"{type(system.place).__name__}, stage {system.stage}"
    found = process.status(home)
    if found is None:
        return "The engine does not run; `onestop up` starts it."
    return (
        f"Engine: pid {found.pid}, up {found.uptime_seconds / 60:.0f} min, {found.memory // _MEGABYTE} MB, "
        f"{found.workers} workers with {found.workers_memory // _MEGABYTE} MB, at {home.address}"
    )


def table(system: System) -> Table:
    """One line for each capability. Raises NotThere."""
    outputs = system.outputs()
    functions = _functions(system, outputs)
    shown = Table("capability", box=None, header_style="bold", pad_edge=False)
    for column in ("functions", "items", "inbox", "failed events", "failed relays"):
        shown.add_column(column, justify="right")
    for capability in sorted(outputs):
        shown.add_row(capability, str(functions[capability]), *_counts(system, outputs[capability]))
    return shown


def _counts(system: System, said: dict[str, str]) -> list[str]:
    sqs = system.client("sqs")
    queues = [said.get(name) for name in ("InboxUrl", "InboxFailuresUrl", "RelayFailuresUrl")]
    return [_items(system, said.get("TableName")), *(f"{depth(sqs, url):,}" if url else "–" for url in queues)]


def _items(system: System, name: str | None) -> str:
    """AWS counts a table's items every six hours, the engines at once."""
    if name is None:
        return "–"
    return f"{system.client('dynamodb').describe_table(TableName=name)['Table']['ItemCount']:,}"


def _functions(system: System, outputs: dict[str, Any]) -> Counter[str]:
    pages = system.client("lambda").get_paginator("list_functions").paginate()
    names = [function["FunctionName"] for page in pages for function in page["Functions"]]
    ours = [name.lower() for name in names if name.lower().startswith(system.stack)]
    return Counter({each: sum(1 for name in ours if each in name.split("-")[2:3]) for each in outputs})
