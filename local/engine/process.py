"""Starting and stopping the engine of a home, and saying how it is."""

import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass

import psutil

from local.home import PROJECT, Home

START_SECONDS = 120  # most of it is for a large state on a slow disk
STOP_SECONDS = 60
_LINES_OF_LOG = 20


class EngineError(Exception):
    """The engine could not be started or stopped; the message says why and what to do."""


@dataclass(frozen=True)
class Status:
    """The running engine: memory in bytes, of the engine alone and of its workers together."""

    pid: int
    uptime_seconds: float
    memory: int
    workers: int
    workers_memory: int


def start(home: Home) -> int:
    """Start the engine in the background unless it runs; returns its pid once it answers. Raises EngineError."""
    if running := find(home):
        # Another start may have been interrupted while the engine was still on its way.
        _wait_until_ready(home, lambda: find(home) is None)
        return running.pid
    if error := obstacle(home):
        raise EngineError(error)
    home.root.mkdir(parents=True, exist_ok=True, mode=0o700)
    with home.log.open("ab") as log:
        child = subprocess.Popen(
            [sys.executable, "-m", "local.engine"],
            cwd=PROJECT,
            env={**os.environ, "ONESTOP_HOME": str(home.root), "ONESTOP_PORT": str(home.port)},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        _wait_until_ready(home, lambda: child.poll() is not None)
    except EngineError:
        child.kill()
        raise
    return child.pid


def stop(home: Home) -> bool:
    """Save and stop; false when nothing ran. Raises EngineError when it had to be killed."""
    engine = find(home)
    if not engine:
        return False
    engine.terminate()
    try:
        engine.wait(STOP_SECONDS)
    except psutil.TimeoutExpired as stuck:
        engine.kill()
        raise EngineError(f"the engine did not stop within {STOP_SECONDS} s and was killed; see {home.log}") from stuck
    home.pid.unlink(missing_ok=True)
    return True


def status(home: Home) -> Status | None:
    """How the engine is; None when it does not run."""
    engine = find(home)
    if not engine:
        return None
    # The other kind of child, a checkpoint, is a copy of the engine and comes and goes.
    workers = [child for child in engine.children() if _is_worker(child)]
    return Status(
        pid=engine.pid,
        uptime_seconds=time.time() - engine.create_time(),
        memory=engine.memory_info().rss,
        workers=len(workers),
        workers_memory=sum(_memory(worker) for worker in workers),
    )


def reset(home: Home) -> None:
    """Stop the engine and forget everything it kept. Raises EngineError."""
    stop(home)
    for folder in (home.state, home.s3, home.tmp):
        shutil.rmtree(folder, ignore_errors=True)
    home.log.unlink(missing_ok=True)


def find(home: Home) -> psutil.Process | None:
    """The engine of this home; a pid file that outlived its engine, or names another program, is no engine."""
    with suppress(FileNotFoundError, ValueError, psutil.NoSuchProcess, psutil.AccessDenied):
        process = psutil.Process(int(home.pid.read_text()))
        if "local.engine" in process.cmdline() and process.status() != psutil.STATUS_ZOMBIE:
            return process
    return None


def obstacle(home: Home) -> str | None:
    """Why an engine of this home cannot start now; None when it can."""
    if running := find(home):
        return f"the engine of {home.root} already runs (pid {running.pid})"
    holder = _listener(home.port)
    if holder is None:
        return None
    return f"port {home.port} is taken by {holder}; stop it, or choose another port with ONESTOP_PORT"


def _listener(port: int) -> str | None:
    """Who listens on the port, as well as this user may know; None when nobody does."""
    with suppress(psutil.AccessDenied):
        for connection in psutil.net_connections("tcp"):
            if connection.status == psutil.CONN_LISTEN and connection.laddr.port == port:
                return _name(connection.pid)
        return None
    return _guess(port)


def _guess(port: int) -> str | None:
    # macOS shows other processes' sockets to root only.
    with suppress(ConnectionError), socket.create_connection(("127.0.0.1", port), timeout=2):
        return "another process"
    return None


def _name(pid: int | None) -> str:
    if pid is None:
        return "another user's process"
    with suppress(psutil.Error):
        return f"{psutil.Process(pid).name()} (pid {pid})"
    return f"pid {pid}"


def _wait_until_ready(home: Home, ended: Callable[[], bool]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if ended():
            raise EngineError(f"the engine ended at once; its last words:\n{_last_words(home)}")
        if _answers(home):
            return
        time.sleep(0.05)
    raise EngineError(f"the engine did not answer within {START_SECONDS} s; see {home.log}")


def _answers(home: Home) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", home.port, timeout=2)
    with suppress(OSError, http.client.HTTPException), closing(connection):
        connection.request("GET", "/_ministack/health")
        return connection.getresponse().status == http.HTTPStatus.OK
    return False


def _last_words(home: Home) -> str:
    return "\n".join(home.log.read_text(errors="replace").splitlines()[-_LINES_OF_LOG:])


def _is_worker(child: psutil.Process) -> bool:
    with suppress(psutil.NoSuchProcess):
        return any(word.endswith("bootstrap.py") for word in child.cmdline())
    return False


def _memory(process: psutil.Process) -> int:
    with suppress(psutil.NoSuchProcess):
        return process.memory_info().rss
    return 0
