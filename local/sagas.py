"""The sagas as the API tells of them, for somebody at a terminal: which there are, and what each has done."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from rich.table import Table
from rich.text import Text

from local.api import Api

Json = dict[str, Any]
_COLOURS = {"parked": "red", "running": "yellow", "undone": "dim", "done": "green"}


def listed(api: Api, state: str | None, limit: int) -> list[Json]:
    """The newest sagas, all or those in one state."""
    return list(islice(api.pages("/sagas", state=state), limit))


def steps(api: Api, saga: Json) -> Iterator[Json]:
    """What its steps did, in the order of their time; its order may have had other sagas, too."""
    return (step for step in api.pages(f"/orders/{saga['order']}/saga") if step["execution"] == saga["id"])


def overview(sagas: Iterable[Json]) -> Table:
    """One line for each."""
    table = _table("Id", "Saga", "Order", "State", "Stands at", "Error", "Parked", "Since")
    for saga in sagas:
        parked = saga["parked"] or {}
        since = parked.get("at") or saga["endedAt"] or saga["startedAt"]
        stop = (parked.get("step", ""), parked.get("error", ""), f"{saga['parkings'] or ''}")
        table.add_row(saga["id"], saga["saga"], saga["order"], _state(saga), *stop, since)
    return table


def story(saga: Json, done: Iterable[Json]) -> Table:
    """Each step with its attempt, what it did, and why; what undoes something is marked."""
    table = _table("At", "Step", "Attempt", "What", "Of", "Why")
    for step in done:
        name = Text(f"↩ {step['step']}" if step["compensation"] else step["step"])
        row = (step["at"], name, str(step["attempt"] + 1), step["what"], step["subject"], _why(step["reason"]))
        table.add_row(*row, style="yellow" if step["compensation"] else "")
    if saga["parked"]:
        stop = saga["parked"]
        table.add_row(stop["at"], stop["step"], "", "parked", "", stop["error"], style="red")
    return table


def summary(saga: Json) -> str:
    """What it is, and what to do about it where there is something to do."""
    of = "" if saga["id"] == saga["order"] else f" of order {saga['order']}"
    said = f"{saga['saga']} {saga['id']}{of}: {saga['state']}"
    if not saga["parked"]:
        return said
    stop = saga["parked"]
    return (
        f"{said} at {stop['step']} since {stop['at']}, because of {stop['error']}.\n"
        f"Mend the cause (docs/runbooks/sagas.md), then `onestop saga resume {saga['id']}`."
    )


def _why(reason: Json | None) -> str:
    return ", ".join(f"{name} {value}" for name, value in (reason or {}).items() if name != "at")


def _state(saga: Json) -> Text:
    return Text(saga["state"], style=_COLOURS.get(saga["state"], ""))


def _table(*headers: str) -> Table:
    table = Table(box=None, pad_edge=False)
    for header in headers:
        table.add_column(header, overflow="fold")
    return table
