"""The embedded system from outside: requests per second through the public port, as a tenant grows.

A system of its own, with the demo tenant, is filled to each size; then every operation is asked for by 1, 8 and 32
clients with kept connections: token, authorizer, gateway, Lambda worker, table. What follows a write (relay, timeline,
audit) runs on the same two cores meanwhile, and is waited for before the next operation.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

from rich.table import Table

from bench.parts import Say
from bench.system.crowd import Crowd
from bench.system.engine import memory, settled
from bench.system.operations import OPERATIONS
from local.home import Home
from tests.support.engines import free_port
from tests.support.running import Running

SIZES = {"1k": 1_000, "10k": 10_000, "100k": 100_000}
HEADLINE = "10k"
CLIENTS = (1, 8, 32)
SECONDS = 2.0
_ASKED_FOR = 2_000  # customers that the operations choose from, of whatever size the tenant is
_WRITES = ("create", "patch")

Section = dict[str, Any]


def measure(say: Say) -> Section:
    """The figures of each size under `sizes`, those of 10,000 customers at the top as well."""
    with _system() as running:
        sizes = {name: _size(running, name, say) for name in SIZES}
    return {**{operation: sizes[HEADLINE][operation] for operation in OPERATIONS}, "sizes": sizes}


def tables(section: Section) -> list[Table]:
    """One table of speed, one of memory."""
    speed = Table("operation", "clients", *(f"{name}: requests/s (p50, p99 ms)" for name in section["sizes"]))
    for operation in OPERATIONS:
        for clients in CLIENTS:
            found = [size[operation][f"c{clients}"] for size in section["sizes"].values()]
            cells = (f"{one['rps']:.0f} ({one['p50_ms']:.0f}, {one['p99_ms']:.0f})" for one in found)
            speed.add_row(operation, str(clients), *cells)
    space = Table("customers", "engine, MB", "workers, MB")
    for name, size in section["sizes"].items():
        space.add_row(name, str(size["memory_mb"]), str(size["workers_mb"]))
    return [speed, space]


@contextmanager
def _system() -> Iterator[tuple[Running, Crowd]]:
    with tempfile.TemporaryDirectory(prefix="onestop-bench-") as folder:
        running = Running(Path(folder), free_port())
        try:
            running.up()
            name = running.system.output("customers", "TableName")
            yield running, Crowd(running.url.removesuffix("/v1"), name, running.admin("GET", "/me").json()["tenant"])
        finally:
            running.onestop("down")


def _size(system: tuple[Running, Crowd], name: str, say: Say) -> Section:
    running, crowd = system
    home = Home(running.home, running.port)
    say(f"{name}: writing {SIZES[name] - len(crowd.people):,} customers")
    crowd.grow(SIZES[name])
    settled(home)
    people = [(one.id, one.address) for one in Random(name).sample(crowd.people, min(_ASKED_FOR, SIZES[name]))]  # noqa: S311
    job = {"port": running.port, "token": running.token("admin"), "people": people}
    found: Section = {}
    for operation in OPERATIONS:
        found[operation] = _operation(home, job, operation)
        say(f"{name}: {operation} " + ", ".join(f"{who} {one['rps']:.0f}/s" for who, one in found[operation].items()))
    return found | memory(home)


def _operation(home: Home, job: dict[str, Any], operation: str) -> Section:
    job = {**job, "operation": operation}
    # Workers start and caches fill while nobody counts.
    _load({**job, "clients": max(CLIENTS), "seconds": 1.0})
    found = {}
    for clients in CLIENTS:
        if operation in _WRITES:
            settled(home)
        found[f"c{clients}"] = _load({**job, "clients": clients, "seconds": SECONDS})
    settled(home)
    return found


def _load(job: dict[str, Any]) -> Section:
    command = [sys.executable, "-m", "bench.system.load"]
    done = subprocess.run(command, input=json.dumps(job), stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603
    seen: Section = json.loads(done.stdout)
    if refused := seen.pop("refused"):
        raise RuntimeError(f"{job['operation']} was refused: {refused}")
    return seen
