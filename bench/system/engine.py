"""The engine under measurement, as the operating system sees it."""

import time
from typing import Any

import psutil

from local.engine import process
from local.home import Home

_WATCHED = 0.5  # seconds
_QUIET = 0.1  # of one core
_AT_MOST = 60.0  # seconds


def settled(home: Home) -> None:
    """Wait until what was set off is done: the engine does next to nothing. Raises RuntimeError if that never comes."""
    engine = _engine(home)
    until = time.monotonic() + _AT_MOST
    while time.monotonic() < until:
        before = _worked(engine)
        time.sleep(_WATCHED)
        if _worked(engine) - before < _QUIET * _WATCHED:
            return
    raise RuntimeError(f"the engine was still busy after {_AT_MOST:.0f} s")


def memory(home: Home) -> dict[str, Any]:
    """Megabytes of the engine, and of all its workers together."""
    status = process.status(home)
    if status is None:
        raise RuntimeError("the engine does not run")
    return {"memory_mb": status.memory >> 20, "workers_mb": status.workers_memory >> 20}


def _engine(home: Home) -> psutil.Process:
    engine = process.find(home)
    if engine is None:
        raise RuntimeError("the engine does not run")
    return engine


def _worked(engine: psutil.Process) -> float:
    times = engine.cpu_times()
    return times.user + times.system
