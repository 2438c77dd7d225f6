"""A log stream per worker, and no more lines than a laptop wants to keep.

MiniStack opens a log stream for every single invocation and keeps all of them for ever, so that the memory and the
saved state of a busy engine only grow; and its REPORT line shows the memory of the engine's largest child.
"""

import time
from typing import Any

from ministack.core.responses import get_account_id, get_region, request_scope
from ministack.services import cloudwatch_logs as logs
from ministack.services import lambda_svc

from local.engine.durable import logs as durable_logs
from local.engine.journal.log import journal
from local.engine.lambdas.function import Function

STREAMS_PER_GROUP = 20
LINES_PER_STREAM = 5000

_ministack_emits = lambda_svc._emit_lambda_logs
_ministack_restores = logs.load_persisted_state


def apply() -> None:
    lambda_svc._emit_lambda_logs = _emit
    logs.load_persisted_state = _restore


def _emit(
    record: dict[str, Any],
    request_id: str,
    log_text: str,
    *outcome: Any,
    log_source: str | None = None,
) -> None:
    """`log_source` is the log stream when the call ran in one of our workers; then the text is complete."""
    if log_source in (None, "rie"):
        _ministack_emits(record, request_id, log_text, *outcome, log_source=log_source)
        return
    group = Function.of(record).log_group
    now = int(time.time() * 1000)
    events = [{"timestamp": now, "message": line, "ingestionTime": now} for line in log_text.splitlines()]
    with journal:
        journal.note("lines", (get_account_id(), get_region(), group), log_source, events)
        _append(group, log_source, events)
    logs._fanout_to_subscription_filters(group, log_source, events)


def _restore(data: dict[str, Any]) -> None:
    since = durable_logs.put_back(data)
    _ministack_restores(data)
    for (account, region, group), stream, events in since:
        with request_scope(account, region):
            _append(group, stream, events)


def _append(group: str, stream: str, events: list[dict[str, Any]]) -> None:
    if group not in logs._log_groups:
        logs._create_log_group({"logGroupName": group})
    streams = logs._log_groups[group]["streams"]
    if stream not in streams:
        _drop_the_oldest(streams)
        logs._create_log_stream({"logGroupName": group, "logStreamName": stream})
    logs._append_log_events(streams[stream], events)
    with logs._log_events_lock:
        del streams[stream]["events"][:-LINES_PER_STREAM]


def _drop_the_oldest(streams: dict[str, Any]) -> None:
    by_age = sorted(streams, key=lambda name: streams[name]["lastEventTimestamp"] or 0)
    for name in by_age[: max(0, len(by_age) + 1 - STREAMS_PER_GROUP)]:
        streams.pop(name, None)
