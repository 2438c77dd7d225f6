"""A system as it lives, in the terminal: one line for each capability."""

import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from rich.console import Console, Group
from rich.live import Live
from rich.table import Table
from rich.text import Text

from local.measuring import Measured, Window, last_window, measured
from local.system import System

_COLUMNS = (
    "capability", "requests/s", "faults/s", "p50 ms", "p99 ms", "published/s", "consumed/s", "oldest s", "waiting",
    "dead", "throttles", "workers",
)  # fmt: skip
_ABSENT = "–"


def frame(system: System, now: datetime | None = None) -> Group:
    """What is shown at one moment. Raises NotThere."""
    window = last_window(system, now or datetime.now(UTC))
    return Group(_heading(system, window), table(measured(system, window)))


def live(system: System, console: Console, seconds: float) -> None:
    """Frame after frame, until Ctrl-C."""
    with Live(frame(system), console=console, auto_refresh=False, screen=True) as shown:
        _refresh(lambda: shown.update(frame(system), refresh=True), seconds)


def table(lines: Iterable[Measured]) -> Table:
    """One row for each capability; what hurts is red, what waits is yellow."""
    shown = Table(box=None, header_style="bold", pad_edge=False)
    for column in _COLUMNS:
        shown.add_column(column, justify="left" if column == "capability" else "right")
    for each in lines:
        shown.add_row(*_cells(each))
    return shown


def _refresh(show: Callable[[], None], seconds: float) -> None:
    try:
        while True:
            time.sleep(seconds)
            show()
    except KeyboardInterrupt:
        return


def _heading(system: System, window: Window) -> Text:
    when = f"{window.start.astimezone():%H:%M:%S} to {window.end.astimezone():%H:%M:%S}"
    return Text.assemble((system.stack, "bold"), f"  measured from {when}; queues are as they are now")


def _cells(each: Measured) -> list[Text]:
    return [
        Text(each.capability, style="cyan"),
        _number(each.requests, 1),
        _number(each.faults, 1, alarming="red"),
        _number(each.p50, 1),
        _number(each.p99, 1),
        _number(each.published, 1),
        _number(each.consumed, 1),
        _number(each.oldest, 0, alarming="yellow", above=60),
        _number(each.waiting, 0),
        _number(each.dead, 0, alarming="red"),
        _number(each.throttles, 0, alarming="red"),
        _number(each.workers, 0),
    ]


def _number(value: float | None, digits: int, alarming: str = "", above: float = 0) -> Text:
    if value is None:
        return Text(_ABSENT, style="dim")
    return Text(f"{value:,.{digits}f}", style=alarming if value > above else "")
