"""Runs inside a worker process: loads one handler and answers one JSON line on stdout per line on stdin.

Only the standard library, and little of it: this is part of every cold start. Whatever the handler prints goes
to stderr, which is the function's log; after each call a line with the record separator closes its log.
"""

import functools
import importlib
import json
import os
import resource
import sys
import threading
import time
import traceback

END_OF_LOG = b"\x1e\n"


class Context:
    """What Lambda passes as the second argument."""

    identity = None
    client_context = None

    def __init__(self, call: dict) -> None:
        self.function_name = os.environ["AWS_LAMBDA_FUNCTION_NAME"]
        self.function_version = os.environ["AWS_LAMBDA_FUNCTION_VERSION"]
        self.memory_limit_in_mb = os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
        self.log_group_name = os.environ["AWS_LAMBDA_LOG_GROUP_NAME"]
        self.log_stream_name = os.environ["AWS_LAMBDA_LOG_STREAM_NAME"]
        self.invoked_function_arn = call["arn"]
        self.aws_request_id = call["request_id"]
        self._deadline = call["deadline"]

    def get_remaining_time_in_millis(self) -> int:
        return max(0, int((self._deadline - time.time()) * 1000))


def main() -> None:
    """Serve calls until the engine closes stdin or dies."""
    answers = _keep_stdout_for_answers()
    threading.Thread(target=_exit_with_the_engine, args=(int(sys.argv[1]),), daemon=True).start()
    try:
        handler = _load(os.environ["_HANDLER"])
    except Exception as error:  # noqa: BLE001 - whatever the import raises is the answer
        _answer(answers, _member("error", _described(error)))
        return
    _answer(answers, _member("ready", True))
    for line in sys.stdin.buffer:
        _answer(answers, _handled(handler, json.loads(line)))


def _keep_stdout_for_answers():
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return answers


def _exit_with_the_engine(lifeline: int) -> None:
    # The engine holds the other end and never writes: the read returns when the engine is gone, however it went.
    os.read(lifeline, 1)
    os._exit(1)


def _load(handler: str):
    module, _, name = handler.rpartition(".")
    return getattr(importlib.import_module(module.replace("/", ".")), name)


def _handled(handler, call: dict) -> str:
    _set_trace(call.get("trace"))
    try:
        # Encoded here, because a result that is no JSON is the handler's error.
        return _member("result", handler(call["event"], Context(call)))
    except Exception as error:  # noqa: BLE001 - whatever the handler raises is the answer
        traceback.print_exc()
        return _member("error", _described(error))


def _member(name: str, value) -> str:
    return f'"{name}": {json.dumps(value)}'


def _set_trace(trace: str | None) -> None:
    if trace:
        os.environ["_X_AMZN_TRACE_ID"] = trace
    else:
        os.environ.pop("_X_AMZN_TRACE_ID", None)


def _described(error: Exception) -> dict:
    return {
        "errorMessage": str(error),
        "errorType": type(error).__name__,
        "stackTrace": traceback.format_tb(error.__traceback__),
    }


def _answer(answers, member: str) -> None:
    line = f'{{{member}, "peak_bytes": {_peak_bytes(int(time.monotonic()))}}}\n'.encode()
    sys.stderr.flush()
    _write(2, END_OF_LOG)
    _write(answers.fileno(), line)


@functools.lru_cache(1)
def _peak_bytes(_second: int) -> int:
    """The most memory that this process ever had; looked up once a second, for it takes longer than a short call."""
    if sys.platform == "darwin":
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # On Linux that figure begins with the memory of the engine, from which this process was forked.
    with open("/proc/self/status", "rb") as status:
        return next(int(line.split()[1]) for line in status if line.startswith(b"VmHWM")) * 1024


def _write(target: int, data: bytes) -> None:
    while data:
        data = data[os.write(target, data) :]


if __name__ == "__main__":
    main()
