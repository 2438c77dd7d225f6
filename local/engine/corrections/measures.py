"""CloudWatch: what AWS measures of its functions and queues.

MiniStack measures a call of a function only where it came by the Invoke API: not from the gateway, a queue or a stream.
Of queues it measures nothing. And it keeps each single value for two weeks, which a busy engine's memory cannot.
"""

import os
import threading
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

from ministack.core.responses import request_scope
from ministack.services import cloudwatch, lambda_svc, sqs

from local.engine.background import repeat

VALUES_PER_METRIC = 5000
_running: Counter[str] = Counter()
_lock = threading.Lock()


def apply() -> None:
    cloudwatch.record_metric = record
    lambda_svc._execute_function_warm = _measured(lambda_svc._execute_function_warm)
    lambda_svc._emit_lambda_metrics = _nothing
    repeat(_look_at_queues, float(os.environ.get("ONESTOP_GAUGE_SECONDS", "5")))


def record(
    namespace: str, name: str, value: float, unit: str = "None", dimensions: dict[str, str] | None = None
) -> None:
    """Note a value now, as MiniStack's own function does."""
    said = dimensions or {}
    points = cloudwatch._metric_bucket((namespace, name, cloudwatch._dims_key(said)))
    with _lock:
        add(points, {"Timestamp": time.time(), "Value": float(value), "Unit": unit, "Dimensions": said})


def add(points: list[dict[str, Any]], point: dict[str, Any]) -> None:
    """Add a point, or count it to the last one where that is of the same second and value."""
    last = points[-1] if points else None
    if last and last["Value"] == point["Value"] and int(last["Timestamp"]) == int(point["Timestamp"]):
        last["Count"] = last.get("Count", 1) + 1
        return
    points.append(point)
    if len(points) > 2 * VALUES_PER_METRIC:
        del points[:-VALUES_PER_METRIC]


def _measured(execute: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    def execute_function(record_of: dict[str, Any], event: Any, request_id: str) -> dict[str, Any]:
        name = (record_of.get("config") or record_of)["FunctionName"]
        began, whom = time.monotonic(), {"FunctionName": name}
        record("AWS/Lambda", "ConcurrentExecutions", _begun(name), "Count", whom)
        try:
            result = execute(record_of, event, request_id)
        finally:
            _ended(name)
        _note_call(whom, result, (time.monotonic() - began) * 1000)
        return result

    return execute_function


def _note_call(whom: dict[str, str], result: dict[str, Any], milliseconds: float) -> None:
    throttled = bool(result.get("throttle"))
    record("AWS/Lambda", "Throttles", int(throttled), "Count", whom)
    if throttled:
        return
    record("AWS/Lambda", "Invocations", 1, "Count", whom)
    record("AWS/Lambda", "Errors", int(bool(result.get("error"))), "Count", whom)
    record("AWS/Lambda", "Duration", round(milliseconds, 1), "Milliseconds", whom)


def _begun(name: str) -> int:
    with _lock:
        _running[name] += 1
        return _running[name]


def _ended(name: str) -> None:
    with _lock:
        _running[name] -= 1


def _nothing(*_: Any, **__: Any) -> None:
    """The call has been measured where it ran."""


async def _look_at_queues() -> None:
    now = time.time()
    for (account, region, _), queue in list(sqs._queues.all_items()):
        with request_scope(account, region):
            _note_queue(queue, now)


def _note_queue(queue: dict[str, Any], now: float) -> None:
    """An empty queue has an age of 0, as AWS has it."""
    messages = list(queue["messages"])
    visible = sum(1 for message in messages if message["visible_at"] <= now)
    age = now - min((message["sent_at"] for message in messages), default=now)
    whom = {"QueueName": queue["name"]}
    record("AWS/SQS", "ApproximateNumberOfMessagesVisible", visible, "Count", whom)
    record("AWS/SQS", "ApproximateAgeOfOldestMessage", round(age, 1), "Seconds", whom)
