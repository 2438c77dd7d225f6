"""Log lines and events as they come, and as they are shown."""

import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from rich.text import Text

from local.api import Api
from local.logs import Line

_PAUSE_SECONDS = 1
# A line arrives a little later than its time says; this far back is looked again.
_LATE = timedelta(seconds=10)
_SHOWN_BEFORE = ("level", "message", "timestamp", "service", "location", "xray_trace_id")
_PLATFORM = ("cold_start", "function_name", "function_memory_size", "function_arn", "function_request_id")
_COLOURS = {"ERROR": "red", "CRITICAL": "red", "WARNING": "yellow"}


def lines(since_then: Callable[[datetime], list[Line]], begin: datetime, follow: bool) -> Iterator[Line]:
    """The lines since `begin`, each once; endlessly if `follow`."""
    seen: set[str] = set()
    while True:
        for line in since_then(begin):
            # The engines give lines no id; the text holds the time and the request, so it is as good.
            if line.text not in seen:
                seen.add(line.text)
                begin = max(begin, line.at - _LATE)
                yield line
        if not follow:
            return
        time.sleep(_PAUSE_SECONDS)


def shown(line: Line) -> Text:
    """Time, service, message, and everything that it says besides."""
    level = str(line.said["level"])
    facts = {k: v for k, v in line.said.items() if k not in (*_SHOWN_BEFORE, *_PLATFORM)}
    return Text.assemble(
        (f"{line.at.astimezone():%H:%M:%S.%f}"[:12], "dim"),
        (f" {line.service:<10} ", "cyan"),
        (line.message, _COLOURS.get(level, "bold")),
        *(f" {name}={value}" for name, value in facts.items()),
    )


def events(api: Api, kind: str | None, customer: str | None, limit: int) -> list[dict[str, Any]]:
    """The newest events, the oldest of them first."""
    return list(islice(_about(api.pages("/audit", type=kind), customer), limit))[::-1]


def endless(api: Api, kind: str | None, customer: str | None, last: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """What is logged from now on; `last` is what was shown already."""
    seen = {event["id"] for event in last}
    while True:
        for event in events(api, kind, customer, 200):
            if event["id"] not in seen:
                seen.add(event["id"])
                yield event
        time.sleep(_PAUSE_SECONDS)


def told(event: dict[str, Any]) -> Text:
    """When, what, to what and by whom; which fields changed, without their values."""
    fields = ", ".join(event["changes"]) or "nothing"
    return Text.assemble(
        (event["time"], "dim"),
        (f"  {event['type']}", "green"),
        f"  {event['subject']} v{event['sequence']}  by {event['actor']}",
        (f"  {fields}  {event['correlation']}", "dim"),
    )


def _about(entries: Iterator[dict[str, Any]], customer: str | None) -> Iterator[dict[str, Any]]:
    return (entry for entry in entries if customer is None or customer in entry["customers"])
