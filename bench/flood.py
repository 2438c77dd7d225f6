"""A flood at one capability's doors, and what its neighbour feels of it.

The neighbour is asked by one client with a kept connection (`GET /me`: identity), while the customers are asked for by
as many clients as saturate their function. Windows of quiet, of flood and of a busy machine take turns: the last one
burns the same cores from outside the system, and so tells what of the flood's effect is only that a laptop has two.
"""

import http.client
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from os import cpu_count
from pathlib import Path
from statistics import median
from typing import Any

from rich.table import Table

from bench.parts import Say
from tests.support.engines import free_port
from tests.support.running import Running

ROUNDS, WINDOW, WARM_UP = 5, 2.0, 1.0  # windows of each kind; seconds of one; seconds until a flood is at its height
CLIENTS = 32
NEIGHBOUR = "/v1/me"

Section = dict[str, Any]
Weather = Callable[[Running, str], Any]  # a context in which a window is measured


def measure(say: Say) -> Section:
    """p50 and p99 of the neighbour in each weather, in milliseconds, and the medians of their ratios by round."""
    with tempfile.TemporaryDirectory(prefix="onestop-bench-") as folder:
        running = Running(Path(folder), free_port())
        running.up()
        try:
            return _section(_rounds(running, running.token("admin"), say))
        finally:
            running.onestop("down")


def tables(section: Section) -> list[Table]:
    """The neighbour in each weather."""
    title = (
        f"GET /me while {section['clients']} clients ask for customers: p99 {section['p99_ratio']} times the quiet one"
    )
    table = Table("weather", "p50 ms", "p99 ms", title=title)
    for weather in WEATHERS:
        table.add_row(weather, *(f"{section[weather][name]:.1f}" for name in ("p50_ms", "p99_ms")))
    return [table]


def _rounds(running: Running, token: str, say: Say) -> list[dict[str, list[float]]]:
    """Seconds of each request of the neighbour, by weather, round by round. The first round warms up."""
    rounds = []
    for number in range(ROUNDS + 1):
        rounds.append({name: _window(weather, running, token) for name, weather in WEATHERS.items()})
        shown = ", ".join(f"{name} {1000 * _p99(times):.1f}" for name, times in rounds[-1].items())
        say(f"round {number} of {ROUNDS}: p99 in ms {shown}")
    return rounds[1:]


def _section(rounds: list[dict[str, list[float]]]) -> Section:
    found: Section = {"clients": CLIENTS, "rounds": len(rounds)}
    for name in WEATHERS:
        middle, high = (median(of(each[name]) for each in rounds) for of in (median, _p99))
        found[name] = {"p50_ms": round(1000 * middle, 2), "p99_ms": round(1000 * high, 2)}
    for name in ("quiet", "busy"):
        ratios = [_p99(each["flood"]) / _p99(each[name]) for each in rounds]
        found["p99_ratio" if name == "quiet" else "p99_ratio_to_busy"] = round(median(ratios), 2)
    return found


def _window(weather: Weather, running: Running, token: str) -> list[float]:
    with weather(running, token):
        return _asked(running.port, token, time.perf_counter() + WINDOW)


def _asked(port: int, token: str, until: float) -> list[float]:
    """How long each answer took: one after the other, on one connection."""
    connection, times = http.client.HTTPConnection("127.0.0.1", port, timeout=60), []
    while (began := time.perf_counter()) < until:
        connection.request("GET", NEIGHBOUR, headers={"Authorization": f"Bearer {token}"})
        answer = connection.getresponse()
        answer.read()
        times.append(time.perf_counter() - began)
        if answer.status != http.HTTPStatus.OK:
            raise RuntimeError(f"the neighbour answered {answer.status}")
    connection.close()
    return times


@contextmanager
def _quiet(_running: Running, _token: str) -> Iterator[None]:
    yield


@contextmanager
def _flood(running: Running, token: str) -> Iterator[None]:
    people = [(each["id"], "") for each in running.admin("GET", "/customers?limit=50").json()["data"]]
    seconds = WARM_UP + WINDOW + WARM_UP
    job = {"port": running.port, "token": token, "people": people, "operation": "get", "clients": CLIENTS}
    load = subprocess.Popen(
        [sys.executable, "-m", "bench.system.load"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    load.stdin.write(json.dumps({**job, "seconds": seconds}))
    load.stdin.close()
    time.sleep(WARM_UP)
    yield
    seen = json.loads(load.stdout.read())
    load.wait()
    if seen["refused"]:
        raise RuntimeError(f"the flood was refused: {seen['refused']}")


@contextmanager
def _busy(_running: Running, _token: str) -> Iterator[None]:
    with ExitStack() as stack:
        for _ in range(cpu_count() or 1):
            burner = stack.enter_context(subprocess.Popen([sys.executable, "-c", "while True: pass"]))
            stack.callback(burner.kill)
        yield


WEATHERS: dict[str, Weather] = {"quiet": _quiet, "flood": _flood, "busy": _busy}


def _p99(times: list[float]) -> float:
    return sorted(times)[len(times) * 99 // 100]
