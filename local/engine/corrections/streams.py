"""DynamoDB stream to Lambda: partial failures, retry limits, bisection and the failure destination hold.

MiniStack repeats a failing batch for ever or until it is too old: it reads neither `batchItemFailures`,
`MaximumRetryAttempts` nor `BisectBatchOnFunctionError`, so one bad record stops a relay or loses its neighbours.
It also calls one function after another, so that a slow relay holds up everybody else's.

A mapping has one batch in flight at a time, which keeps the order of the whole stream and so of every key.
"""

import time
from dataclasses import dataclass
from typing import Any

from ministack.core.arn import parse_arn
from ministack.core.responses import request_scope
from ministack.services import dynamodb, lambda_svc, sqs

from local.engine.activity import activity
from local.engine.durable import positions, queues

Mapping = dict[str, Any]
Record = dict[str, Any]

_LONGEST_WAIT_SECONDS = 5.0
_positions = lambda_svc._dynamodb_stream_positions


@dataclass
class _Progress:
    """What a mapping remembers between two tries at the same place in its stream."""

    attempts: int = 0
    size: int | None = None
    not_before: float = 0.0


_progress: dict[str, _Progress] = {}


def apply() -> None:
    """Replace the stream half of Lambda's poller in this process."""
    lambda_svc._poll_dynamodb_streams = _poll


def _poll() -> bool:
    """Start what can be started; True if anything was, because then there may be more."""
    started = [_start(*mapping) for mapping in lambda_svc._iter_all_esms()]
    return any(started)


def _start(account: str, region: str, mapping: Mapping) -> bool:
    busy = lambda_svc._esm_inflight.get(mapping["UUID"])
    if busy or not mapping.get("Enabled", True) or ":dynamodb:" not in mapping.get("EventSourceArn", ""):
        return False
    with request_scope(account, region):
        table = _table(mapping)
        function, _config = lambda_svc._get_func_record_for_qualifier(mapping["FunctionName"], mapping.get("Qualifier"))
        if table is None or function is None or not _pending(table, mapping):
            return False
        lambda_svc._dispatch_esm_batch(mapping["UUID"], _advance, table, mapping, function)
        return True


def _table(mapping: Mapping) -> str | None:
    """The name of the table whose present stream this is; a table made anew has another one."""
    found = lambda_svc._dynamodb_stream_table_from_arn_spec(parse_arn(mapping["EventSourceArn"]))
    table = dynamodb._tables.get(found[0]) if found else None
    return found[0] if table and table.get("LatestStreamArn") == mapping["EventSourceArn"] else None


def _pending(table: str, mapping: Mapping) -> bool:
    progress = _progress.setdefault(mapping["UUID"], _Progress())
    position = _position(table, mapping)
    return progress.not_before <= time.time() and position < dynamodb.stream_end_position(table)


def _position(table: str, mapping: Mapping) -> int:
    lambda_svc._init_stream_position(
        mapping["UUID"], mapping["EventSourceArn"], mapping.get("StartingPosition", "LATEST")
    )
    return max(_positions[mapping["UUID"]], dynamodb.stream_start_position(table))


def _advance(table: str, mapping: Mapping, function: dict[str, Any]) -> None:
    """One call of the function with the next batch, and what follows from its answer."""
    progress = _progress[mapping["UUID"]]
    # Until its outcome is known this try counts as one to be waited for: an error in here must not spin.
    progress.not_before = time.time() + _LONGEST_WAIT_SECONDS
    position = _position(table, mapping)
    size = progress.size or mapping.get("BatchSize", 100)
    records = dynamodb.stream_records_since(table, position, size)
    batch = lambda_svc._apply_filter_criteria(records, mapping)
    result = lambda_svc._execute_function(function, {"Records": batch}) if batch else {}
    failed = _first_failure(mapping, batch, result)
    if failed is None:
        _move(mapping, position + len(records), f"OK - {len(batch)} records")
        # A bisected batch grows back, so that one bad record does not slow the stream for good.
        grown = size * 2 if size * 2 < mapping.get("BatchSize", 100) else None
        _progress[mapping["UUID"]] = _Progress(size=grown)
        return
    if failed:
        progress.attempts = 0
    _move(mapping, position + records.index(batch[failed]), "FAILED")
    if not _try_again(mapping, batch[failed:], result):
        _give_up(mapping, function, batch[failed:], result)
        _move(mapping, position + len(records), "FAILED")


def _first_failure(mapping: Mapping, batch: list[Record], result: dict[str, Any]) -> int | None:
    """The index of the first record that failed; None if none did. An answer that makes no sense fails all."""
    if result.get("error"):
        return 0
    if "ReportBatchItemFailures" not in mapping.get("FunctionResponseTypes", ()):
        return None
    body = result.get("body") or {}
    if not isinstance(body, dict):
        return 0
    failures = {failure.get("itemIdentifier") for failure in body.get("batchItemFailures") or ()}
    if not failures:
        return None
    hits = (i for i, record in enumerate(batch) if record["dynamodb"]["SequenceNumber"] in failures)
    return next(hits, 0)


def _try_again(mapping: Mapping, batch: list[Record], result: dict[str, Any]) -> bool:
    """Note when and with how many records to try again; False if the batch has had its chances."""
    progress = _progress[mapping["UUID"]]
    if mapping.get("BisectBatchOnFunctionError") and len(batch) > 1:
        progress.size, progress.not_before = len(batch) // 2, 0.0
        return True
    if _exhausted(mapping, progress, batch):
        return False
    # A call that found no free worker was no attempt of the function.
    progress.attempts += 0 if result.get("throttle") else 1
    progress.not_before = time.time() + min(0.1 * 2**progress.attempts, _LONGEST_WAIT_SECONDS)
    return True


def _give_up(mapping: Mapping, function: dict[str, Any], batch: list[Record], result: dict[str, Any]) -> None:
    source, condition = mapping["EventSourceArn"], _exhausted(mapping, _progress[mapping["UUID"]], batch)
    destination = ((mapping.get("DestinationConfig") or {}).get("OnFailure") or {}).get("Destination", "")
    with queues.sending(sqs._queue_by_arn(destination) if ":sqs:" in destination else None):
        lambda_svc._send_ddb_stream_failure_record(mapping, function, batch, source, result, condition)
    _progress[mapping["UUID"]] = _Progress()


def _exhausted(mapping: Mapping, progress: _Progress, batch: list[Record]) -> str | None:
    """Why the batch is given up, in Lambda's words; None while it may be tried again (-1 is: for ever)."""
    retries = mapping.get("MaximumRetryAttempts", -1)
    if 0 <= retries <= progress.attempts:
        return "RetryAttemptsExhausted"
    age = mapping.get("MaximumRecordAgeInSeconds") or -1
    oldest = batch[0]["dynamodb"]["ApproximateCreationDateTime"]
    return "MaxRecordAgeExceeded" if 0 < age < time.time() - oldest else None


def _move(mapping: Mapping, position: int, outcome: str) -> None:
    positions.move(mapping["UUID"], position)
    activity.note()
    mapping["LastProcessingResult"] = outcome
