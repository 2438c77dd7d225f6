"""The one table that the README shows: a line for each promise, from the results of all parts."""

from collections.abc import Iterator, Mapping
from typing import Any

from rich.table import Table

_REQUESTS = {"create": "create", "get": "get", "list20": "list of 20", "patch": "change"}


def headline(results: Mapping[str, Any]) -> Table:
    """What was promised beside what was measured; what was not measured yet is not there."""
    table = Table("What", "Against", "Goal", "Measured")
    for rows in (_requests, _colds, _systems, _floods, _waits):
        for row in rows(results):
            table.add_row(*row)
    return table


def _requests(results: Mapping[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    for key, name in _REQUESTS.items():
        if found := results.get("request", {}).get(key):
            yield f"CPU of a request: {name}", "a bare boto3 handler with the same call", "0.75", _ratio(found["ratio"])


def _colds(results: Mapping[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    ratios = {door: found["ratio"] for door, found in results.get("cold", {}).items() if "ratio" in found}
    if ratios:
        slowest = max(ratios, key=lambda door: ratios[door])
        yield f"A cold start, the slowest door ({slowest})", "a bare boto3 handler", "0.70", _ratio(ratios[slowest])


def _systems(results: Mapping[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    for operation, goal in (("get", "300"), ("create", "150")):
        if found := results.get("system", {}).get(operation, {}).get("c8"):
            yield f"The system on this machine: {operation}, 8 clients", "–", f"{goal}/s", f"{found['rps']:.0f}/s"


def _floods(results: Mapping[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    what = "p99 of a capability beside one that is flooded"
    for key, against in (("p99_ratio", "in quiet"), ("p99_ratio_to_busy", "on a machine as busy with other things")):
        if found := results.get("flood", {}).get(key):
            yield what, f"the same {against}", "1.00", _ratio(found)


def _waits(results: Mapping[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    policies = results.get("routing", {}).get("loads", {}).get("85%", {}).get("policies", {})
    for key, name in (("scored, eased after 15 s", "skills eased after 15 s"), ("scored", "skills held to")):
        if found := policies.get(key):
            what = f"Mean wait for an agent at 85 % occupancy, {name}"
            yield what, "everybody can do everything (Erlang C)", "1.25", _ratio(found["ratio"])


def _ratio(value: float) -> str:
    return f"{value:.2f}"
