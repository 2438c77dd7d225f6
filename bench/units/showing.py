"""The counts as tables."""

from collections.abc import Mapping
from typing import Any

from rich.table import Table


def operations(capability: str, found: Mapping[str, Mapping[str, Any]]) -> Table:
    """What the operations of one capability use."""
    table = Table("Operation", "Calls", title=f"{capability}: calls, units and CPU")
    for header in ("Read units", "Write units", "of indexes", "Events", "KB logged", "CPU µs"):
        table.add_column(header, justify="right")
    for name, each in found.items():
        table.add_row(
            name, _calls(each["calls"]), f"{each['read_units']:g}", f"{each['write_units']:g}",
            f"{each['index_units']:g}", str(each["events"]), f"{each['log_bytes'] / 1024:.1f}",
            f"{each['cpu_us']:,.0f}",
        )  # fmt: skip
    return table


def growth(found: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> Table:
    """Calls, read units and write units (indexes included) by the number of customers in the tenant."""
    sizes = list(next(iter(found.values())))
    table = Table("Customers: calls / read units / write units", title="What a growing tenant changes")
    for size in sizes:
        table.add_column(f"{int(size):,}", justify="right")
    for name, costs in found.items():
        table.add_row(name, *(_cost(costs[size]) for size in sizes))
    return table


def endless(found: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> Table:
    """The operations that read a partition to its end: all of them partitions that do not grow with the tenant."""
    table = Table("Capability", "Operation", title="Reads without a limit of their own")
    for capability, operations in found.items():
        for name, each in operations.items():
            if each["endless"]:
                table.add_row(capability, name)
    return table


def _calls(calls: Mapping[str, int]) -> str:
    return ", ".join(name if number == 1 else f"{number} {name}" for name, number in calls.items()) or "–"


def _cost(cost: Mapping[str, Any]) -> str:
    return f"{cost['calls']} / {cost['read_units']:g} / {cost['write_units']:g}"
