"""One warm process that runs one function, one call at a time."""

import contextlib
import json
import os
import selectors
import subprocess
import sys
import time
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from local.engine.lambdas.bootstrap import END_OF_LOG
from local.engine.lambdas.function import Function

INIT_SECONDS = 60  # Lambda gives 10; a laptop that starts forty functions at once needs more
_BOOTSTRAP = Path(__file__).with_name("bootstrap.py")
_CHUNK = 1 << 16
# Every worker holds the reading end; the kernel closes the other one when the engine dies, and the workers go too.
_LIFELINE, _ENGINE_END = os.pipe()


class WorkerDied(Exception):
    """The process ended before it answered."""


class WorkerTimeout(Exception):
    """The call took longer than it may; the process has been killed."""


@dataclass(frozen=True)
class Reply:
    """What a call left: a result or an error, the log, the peak memory of the process in bytes."""

    answer: dict[str, Any]
    log: str

    @property
    def peak_megabytes(self) -> int:
        return self.answer["peak_bytes"] >> 20


class Worker:
    """A process of one function. Not thread-safe: whoever leased it from the pool owns it."""

    def __init__(self, function: Function) -> None:
        self.function = function
        self.log_stream = f"{time.strftime('%Y/%m/%d')}/[{function.version}]{uuid.uuid4().hex}"
        self.idle_since = time.monotonic()
        self.log_left = b""
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> Reply:
        """Start the process and load the handler; the reply's answer has `ready` or the `error` of the import.

        Raises WorkerDied or WorkerTimeout.
        """
        code, layers = self.function.folders()
        self._process = subprocess.Popen(  # noqa: S603 - our own bootstrap with our own interpreter
            [sys.executable, "-P", str(_BOOTSTRAP), str(_LIFELINE)],
            cwd=code,
            env=self.function.environment(code, layers, self.log_stream),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            pass_fds=(_LIFELINE,),
            bufsize=0,
        )
        return self._reply(time.monotonic() + INIT_SECONDS)

    def call(self, event: Any, request_id: str, trace: str | None) -> Reply:
        """Run the handler once. Raises WorkerDied or WorkerTimeout; the worker is then of no more use."""
        timeout = self.function.timeout
        call = {"event": event, "request_id": request_id, "arn": self.function.arn, "trace": trace}
        line = json.dumps({**call, "deadline": time.time() + timeout}).encode() + b"\n"
        try:
            _write(self._process.stdin.fileno(), line)
        except BrokenPipeError as gone:
            raise WorkerDied from gone
        return self._reply(time.monotonic() + timeout)

    @property
    def alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def exit_status(self) -> int:
        """Waits for the process to end."""
        return self._process.wait()

    def kill(self) -> None:
        """End the process at once and collect it; safe to repeat."""
        if self._process is None:
            return
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            with contextlib.suppress(BrokenPipeError):
                pipe.close()

    def _reply(self, deadline: float) -> Reply:
        answer, log = _Stream(self._process.stdout, b"\n"), _Stream(self._process.stderr, END_OF_LOG)
        with selectors.DefaultSelector() as waiting:
            for stream in (answer, log):
                waiting.register(stream.pipe, selectors.EVENT_READ, stream)
            while waiting.get_map():
                for key, _ in self._ready(waiting, deadline, log):
                    if key.data.read():
                        waiting.unregister(key.fileobj)
        self.log_left = bytes(log.data)
        if not answer.data.endswith(b"\n"):
            raise WorkerDied
        return Reply(json.loads(answer.data), self.last_words())

    def _ready(self, waiting: selectors.BaseSelector, deadline: float, log: "_Stream") -> list:
        ready = waiting.select(max(0.0, deadline - time.monotonic()))
        if not ready:
            self.log_left = bytes(log.data)
            self.kill()
            raise WorkerTimeout
        return ready

    def last_words(self) -> str:
        """The log of the latest call, also when the process died in it."""
        return self.log_left.replace(END_OF_LOG, b"").decode(errors="replace")


class _Stream:
    """A pipe, read until its end mark: both are read at once, so that a full log never blocks the answer."""

    def __init__(self, pipe: IO[bytes], end: bytes) -> None:
        self.pipe = pipe
        self.data = bytearray()
        self._end = end

    def read(self) -> bool:
        """Take what is there; true when the mark, or the end of the file, has come."""
        chunk = os.read(self.pipe.fileno(), _CHUNK)
        # A background thread of the handler may write after the mark, hence a search and not `endswith`.
        seen = max(0, len(self.data) - len(self._end))
        self.data += chunk
        return not chunk or self.data.find(self._end, seen) >= 0


def _write(target: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(target, view) :]
