"""The log lines of a system, from CloudWatch Logs, in the order of their time."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from local.system import System


@dataclass(frozen=True)
class Line:
    """One line that a function wrote with the structured logger; `at` in UTC, `text` as it was written."""

    at: datetime
    group: str
    said: dict[str, Any]
    text: str

    @property
    def service(self) -> str:
        return str(self.said.get("service", ""))

    @property
    def message(self) -> str:
        return str(self.said.get("message", ""))

    @property
    def correlation(self) -> str:
        return str(self.said.get("correlation", ""))


def lines(system: System, capability: str | None, since: datetime, correlation: str | None = None) -> list[Line]:
    """All structured lines since then, of one capability or of all, of one correlation id or of all."""
    logs = system.client("logs")
    found = (line for group in groups(system, capability) for line in _read(logs, group, since, correlation))
    return sorted((each for each in found if correlation in (None, each.correlation)), key=lambda each: each.at)


def groups(system: System, capability: str | None = None) -> list[str]:
    """The log groups of one capability or of all: those of the templates, and those that functions have by default.

    On LocalStack functions keep to the latter, whatever the template says.
    """
    ours = f"/onestop/{system.stage}/{capability + '/' if capability else ''}"
    default = f"/aws/lambda/{system.stack}-{capability.capitalize() + '-' if capability else ''}"
    paginator = system.client("logs").get_paginator("describe_log_groups")
    pages = [page for prefix in (ours, default) for page in paginator.paginate(logGroupNamePrefix=prefix)]
    return [group["logGroupName"] for page in pages for group in page["logGroups"]]


def _read(logs: Any, group: str, since: datetime, term: str | None) -> Iterator[Line]:
    wanted: dict[str, Any] = {"filterPattern": f'"{term}"'} if term else {}
    pages = logs.get_paginator("filter_log_events").paginate(
        logGroupName=group, startTime=int(since.timestamp() * 1000), **wanted
    )
    for event in (each for page in pages for each in page["events"]):
        if (said := _structured(event["message"])) is not None:
            yield Line(_time(said, event["timestamp"]), group, said, event["message"])


def _structured(text: str) -> dict[str, Any] | None:
    """A line of our logger; None for the platform's own lines and for metrics."""
    try:
        said = json.loads(text)
    except ValueError:
        return None
    return said if isinstance(said, dict) and "message" in said and "level" in said else None


def _time(said: dict[str, Any], arrived: int) -> datetime:
    """When it was written. CloudWatch's own time is that of its arrival, which some engines round to seconds."""
    try:
        return datetime.strptime(said["timestamp"], "%Y-%m-%d %H:%M:%S,%f%z")
    except (KeyError, ValueError):
        return datetime.fromtimestamp(arrived / 1000, UTC)
