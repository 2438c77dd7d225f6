"""How fast one queue gives its work out on the embedded engine, where every step is a real call.

Tickets stand in line in a paused queue, agents with room wait for them. The queue is opened, and the moments at which
the items say that they were assigned are compared: the rate is that of one queue's turns, one after the other, while
relays, timeline, audit, floor and SLA hear of each and run on the same cores.
"""

import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from rich.table import Table

from bench.parts import Say
from onestop.clock import new_id
from tests.support.engines import free_port
from tests.support.eventually import eventually
from tests.support.running import Client, Running

TICKETS, AGENTS, ROUNDS = 200, 50, 3
AT_ONCE = 4  # who prepares
WITHIN = 300  # seconds until all has happened; nobody waits for so long

Section = dict[str, Any]


def measure(say: Say) -> Section:
    """Assignments a second of each round, slowest first, and how long opening the queue to the first one took."""
    with _system() as running:
        rounds = [_round(running.opened(f"assigning-{number}"), say) for number in range(ROUNDS)]
    rates, firsts = zip(*sorted(rounds), strict=True)
    return {"tickets": TICKETS, "agents": AGENTS, "per_second": list(rates), "first_s": list(firsts)}


def tables(section: Section) -> list[Table]:
    """The rounds beside each other."""
    title = f"{section['tickets']} tickets in line, {section['agents']} agents with room for five each, one queue"
    table = Table("Round", "Assignments a second", "First one after, s", title=title)
    for number, (rate, first) in enumerate(zip(section["per_second"], section["first_s"], strict=True), 1):
        table.add_row(str(number), f"{rate:.1f}", f"{first:.2f}")
    return [table]


@contextmanager
def _system() -> Iterator[Running]:
    with tempfile.TemporaryDirectory(prefix="onestop-bench-") as folder:
        running = Running(Path(folder), free_port())
        running.up()
        try:
            yield running
        finally:
            running.onestop("down")


def _round(owner: Client, say: Say) -> tuple[float, float]:
    """Assignments a second and seconds to the first one, in a tenant of its own."""
    queue = _prepared(owner)
    opened = owner("PATCH", f"/queues/{queue}", {"paused": False}, If_Match="*").json()["updatedAt"]
    eventually(lambda: len(_work(owner, queue, "assigned")) == TICKETS, within=WITHIN)
    moments = sorted(datetime.fromisoformat(each["assignedAt"]) for each in _work(owner, queue, "assigned"))
    rate = (TICKETS - 1) / (moments[-1] - moments[0]).total_seconds()
    first = (moments[0] - datetime.fromisoformat(opened)).total_seconds()
    say(f"{rate:.1f} a second, the first after {first:.2f} s")
    return round(rate, 1), round(first, 2)


def _prepared(owner: Client) -> str:
    """A paused queue with everything in line, and everybody there who can take it; its id."""
    _checked(owner("PUT", "/workforce-settings", {"heartbeat": None}))
    queue = str(_made(owner, "/queues", {"name": "All", "paused": True})["id"])
    profile = _made(owner, "/routing-profiles", {"name": "All", "queues": [{"queue": queue}]})["id"]
    customer = _made(owner, "/customers", {"kind": "person", "name": "Ada"})["id"]

    def agent(number: int) -> None:
        made = _made(owner, "/agents", {"id": new_id(), "name": f"Agent {number}", "profile": profile})
        _checked(owner("PUT", f"/agents/{made['id']}/presence", {"reason": "available", "note": "bench"}, If_Match="*"))

    def ticket(number: int) -> None:
        _made(owner, "/tickets", {"subject": f"Question {number}", "requester": customer})

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(agent, range(AGENTS)))
        list(pool.map(ticket, range(TICKETS)))
    eventually(lambda: len(_work(owner, queue, "waiting")) == TICKETS, within=WITHIN)
    return queue


def _work(owner: Client, queue: str, state: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    cursor: str | None = ""
    while cursor is not None:
        page = owner("GET", f"/work?queue={queue}&state={state}&limit=200{cursor and '&cursor=' + cursor}").json()
        found, cursor = found + page["data"], page["page"]["next"]
    return found


def _made(owner: Client, path: str, body: dict[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = _checked(owner("POST", path, body))
    return made


def _checked(answer: Any) -> Any:
    if answer.status_code >= 400:
        raise RuntimeError(f"{answer.request.method} {answer.request.path_url} was refused: {answer.text}")
    return answer.json()
