"""Python functions run in our own worker pool.

MiniStack waits 50 ms for a log line after every silent call, loses the class of an exception and kills the worker
for it, starts a process per concurrent call without a bound, and hands the host's whole environment, credentials
included, to every function.
"""

import os
import threading
import time
from typing import Any

from ministack.services import lambda_svc

from local.engine.lambdas.function import Function
from local.engine.lambdas.invocation import invoke
from local.engine.lambdas.pool import Limits, NoWorker, Pool

_ministack_runs = lambda_svc._execute_function_warm
_ministack_resets = lambda_svc.reset


def apply() -> None:
    limits = Limits(
        per_function=int(os.environ.get("ONESTOP_WORKERS_PER_FUNCTION", Limits.per_function)),
        in_all=int(os.environ.get("ONESTOP_WORKERS", Limits.in_all)),
        idle_seconds=float(os.environ.get("ONESTOP_WORKER_IDLE_SECONDS", Limits.idle_seconds)),
    )
    pool = Pool(limits)

    def run(record: dict[str, Any], event: Any, request_id: str) -> dict[str, Any]:
        return _run(pool, record, event, request_id)

    def reset() -> None:
        _ministack_resets()
        pool.close()

    lambda_svc._execute_function_warm = run
    lambda_svc.reset = reset
    threading.Thread(target=_reap, args=(pool, limits.idle_seconds / 4), daemon=True, name="reaper").start()


def _run(pool: Pool, record: dict[str, Any], event: Any, request_id: str) -> dict[str, Any]:
    config = record.get("config") or record
    ours = config.get("Runtime", "").startswith("python") and record.get("code_zip")
    if not ours or lambda_svc._durable_env_overlay():
        return _ministack_runs(record, event, request_id)
    trace = lambda_svc._xray_trace_id_for_invocation(config)
    try:
        return invoke(pool, Function.of(record), event, request_id, trace)
    except NoWorker:
        return lambda_svc._throttle_response(
            reason_code="ConcurrentInvocationLimitExceeded",
            msg=f"Rate Exceeded: every worker of {config['FunctionName']} is busy",
        )


def _reap(pool: Pool, seconds: float) -> None:
    while True:
        time.sleep(seconds)
        pool.reap()
