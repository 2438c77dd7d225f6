"""Asynchronous invocations (InvocationType=Event) survive a restart, and tell their success.

MiniStack keeps an accepted event in a thread only, so that a stop loses it and its retries; it counts a throttle as
an attempt, and ignores the OnSuccess destination.
"""

import threading
import time
import uuid
from typing import Any

from ministack.core.responses import request_scope
from ministack.services import lambda_svc

from local.engine.activity import activity
from local.engine.journal.log import journal
from local.engine.serving import when_serving

_ministack_saves = lambda_svc.get_state
_ministack_restores = lambda_svc.load_persisted_state
_pending: dict[str, dict[str, Any]] = {}

Result = dict[str, Any]


def apply() -> None:
    lambda_svc.invoke_async_with_retry = accept
    lambda_svc.get_state = lambda: {**_ministack_saves(), "pending_invocations": _pending}
    lambda_svc.load_persisted_state = _restore


def accept(record: dict[str, Any], event: Any) -> None:
    """Take the event and return; a thread of its own runs the function until it succeeds or gives up."""
    arn = (record.get("config") or record)["FunctionArn"]
    invocation = {"arn": arn, "event": event, "accepted": time.time(), "attempts": 0}
    key = uuid.uuid4().hex
    with journal:
        journal.note("invocation", key, invocation)
        _start(key, invocation)


def _start(key: str, invocation: dict[str, Any]) -> None:
    _pending[key] = invocation
    activity.note()
    thread = threading.Thread(target=_finish, args=(key, invocation), daemon=True, name="async-invocation")
    when_serving(thread.start)


def _restore(data: dict[str, Any]) -> None:
    _ministack_restores(data)
    for key, invocation in data.get("pending_invocations", {}).items():
        _start(key, invocation)


def _finish(key: str, invocation: dict[str, Any]) -> None:
    account, region = invocation["arn"].split(":")[4], invocation["arn"].split(":")[3]
    with request_scope(account, region):
        found, config, _ = lambda_svc._get_func_record_for_ref(invocation["arn"])
        if found and config:
            record = lambda_svc._execution_record_for_config(found, config)
            result = _attempt(record, key, invocation, _settings(found, config))
            _tell(_destination(record, found, config, result), record, invocation, result)
    with journal:
        journal.note("invocation", key, None)
        _pending.pop(key, None)
    activity.note()


def _settings(found: dict[str, Any], config: dict[str, Any]) -> dict[str, Any]:
    per_version = found.get("event_invoke_configs") or {}
    return per_version.get(config.get("Version", "$LATEST")) or found.get("event_invoke_config") or {}


def _attempt(record: dict[str, Any], key: str, invocation: dict[str, Any], settings: dict[str, Any]) -> Result:
    """The result of the last attempt: the first good one, or the one after which no other is due."""
    retries = settings.get("MaximumRetryAttempts")
    allowed = 1 + (2 if retries is None else int(retries))
    expires = invocation["accepted"] + int(settings.get("MaximumEventAgeInSeconds") or 21600)
    pause = lambda_svc._LAMBDA_ASYNC_RETRY_BASE_SECONDS
    while True:
        result = lambda_svc._execute_function(record, invocation["event"])
        with journal:
            invocation["attempts"] += not result.get("throttle")
            journal.note("attempts", key, invocation["attempts"])
        done = not result.get("error") or invocation["attempts"] >= allowed
        if done or time.time() + pause > expires:
            return result
        time.sleep(pause)
        pause = min(2 * pause, lambda_svc._LAMBDA_ASYNC_RETRY_MAX_SECONDS)


def _destination(record: dict, found: dict, config: dict, result: Result) -> str | None:
    wanted = "OnFailure" if result.get("error") else "OnSuccess"
    destinations = _settings(found, config).get("DestinationConfig") or {}
    dead_letters = (record["config"].get("DeadLetterConfig") or {}).get("TargetArn")
    chosen = (destinations.get(wanted) or {}).get("Destination")
    return chosen or (dead_letters if result.get("error") else None)


def _tell(target: str | None, record: dict, invocation: dict[str, Any], result: Result) -> None:
    if target:
        name = record["config"]["FunctionName"]
        lambda_svc._route_async_failure(target, name, invocation["event"], result)
