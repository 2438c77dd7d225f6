"""A real engine for tests: its own port, its own home, fast timers."""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from local.engine import process
from local.home import Home

FAST = {
    "ONESTOP_CHECKPOINT_SECONDS": "0.2",
    "ONESTOP_TTL_SECONDS": "0.2",
    "ONESTOP_GAUGE_SECONDS": "0.2",
    "ONESTOP_WORKER_IDLE_SECONDS": "30",
    "ONESTOP_WORKERS_PER_FUNCTION": "2",
    "LAMBDA_ASYNC_RETRY_BASE_SECONDS": "0.1",
    "SFN_WAIT_SCALE": "0",
}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def an_engine(root: Path, **settings: str) -> Iterator[Home]:
    """A started engine in the folder `root`; stopped afterwards. `settings` are environment variables."""
    home = Home(root.resolve(), free_port())
    before = dict(os.environ)
    os.environ.update({**FAST, **settings})
    try:
        process.start(home)
        yield home
    finally:
        process.stop(home)
        os.environ.clear()
        os.environ.update(before)


def kill(home: Home) -> None:
    """What a power cut does to the engine."""
    engine = process.find(home)
    engine.kill()
    engine.wait()
