"""One invocation as Lambda defines it: the result or the error by its class name, and the platform's log lines."""

import time
from typing import Any

from local.engine.lambdas.function import Function
from local.engine.lambdas.pool import Pool
from local.engine.lambdas.worker import Reply, Worker, WorkerDied, WorkerTimeout


def invoke(pool: Pool, function: Function, event: Any, request_id: str, trace: str | None) -> dict[str, Any]:
    """Run `function` once; MiniStack's result: `body`, `error`, `log`, and in `log_source` the log stream.

    Raises NoWorker when the function is busy for too long.
    """
    with pool.lease(function) as worker:
        began = time.monotonic()
        init_log, init_ms = "", None
        try:
            if not worker.alive:
                started = worker.start()
                init_log, init_ms = started.log, _milliseconds(began)
                if "error" in started.answer:
                    worker.kill()
                    return _result(worker, request_id, began, started, init_ms)
            began = time.monotonic()
            reply = worker.call(event, request_id, trace)
        except WorkerTimeout:
            message = f"Task timed out after {function.timeout}.00 seconds"
            reply = _failure("Sandbox.Timedout", f"{request_id} {message}", worker.last_words() + message + "\n")
        except WorkerDied:
            status = f"Runtime exited with error: exit status {worker.exit_status()}"
            message = f"RequestId: {request_id} Error: {status}"
            reply = _failure("Runtime.ExitError", message, worker.last_words() + message + "\n")
        reply = Reply(reply.answer, init_log + reply.log)
        return _result(worker, request_id, began, reply, init_ms)


def _failure(kind: str, message: str, log: str) -> Reply:
    return Reply({"error": {"errorType": kind, "errorMessage": message}, "peak_bytes": 0}, log)


def _result(worker: Worker, request_id: str, began: float, reply: Reply, init_ms: float | None) -> dict[str, Any]:
    lines = [
        f"START RequestId: {request_id} Version: {worker.function.version}",
        *reply.log.splitlines(),
        f"END RequestId: {request_id}",
        _report(worker.function, request_id, _milliseconds(began), reply, init_ms),
    ]
    outcome = {"log": "\n".join(lines), "log_source": worker.log_stream}
    if "error" in reply.answer:
        return {**outcome, "body": reply.answer["error"], "error": True}
    return {**outcome, "body": reply.answer.get("result")}


def _report(function: Function, request_id: str, duration: float, reply: Reply, init_ms: float | None) -> str:
    fields = [
        f"REPORT RequestId: {request_id}",
        f"Duration: {duration:.2f} ms",
        f"Billed Duration: {int(duration) + 1} ms",
        f"Memory Size: {function.memory} MB",
        f"Max Memory Used: {reply.peak_megabytes} MB",
    ]
    return "\t".join(fields if init_ms is None else [*fields, f"Init Duration: {init_ms:.2f} ms"])


def _milliseconds(began: float) -> float:
    return (time.monotonic() - began) * 1000
