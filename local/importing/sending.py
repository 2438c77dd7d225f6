"""Customers on their way through the public API: in batches, a few at a time, and each as often as it takes."""

import json
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from local.api import Api
from local.importing.building import Made
from local.importing.reading import Row

# The API takes 100; a quarter of that is done long before the function's time-out on a busy laptop, too.
AT_ONCE = 25
_MOST_BYTES = 700_000  # a body may have 1 MB
_PASSING = {"TryAgain", "RequestInProgress", "VersionMismatch"}
_ROUNDS = 6

CREATED, UPDATED, UNCHANGED, FAILED = "created", "updated", "unchanged", "failed"
DUPLICATE = "possible duplicates"


@dataclass(frozen=True)
class Item:
    """A row and the customer that was made of it."""

    row: Row
    made: Made


@dataclass(frozen=True)
class Result:
    """What became of a row; `code` and `reason` are empty unless it, or a part of it, failed."""

    row: Row
    outcome: str
    code: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Run:
    """One import: `name` makes its Idempotency-Keys its own, so that a later run is a new request."""

    name: str
    system: str
    parallel: int = 3
    allow_duplicates: bool = False


def send(api: Api, items: Iterable[Item], run: Run) -> Iterator[Result]:
    """Create or update every customer; results come batch by batch. Raises ApiError and requests' errors."""
    pool = ThreadPoolExecutor(max_workers=run.parallel)
    try:
        batches = enumerate(_batches(items))
        for results in pool.map(lambda numbered: _send(api, numbered[1], run, f"{run.name}-{numbered[0]}"), batches):
            yield from results
    finally:
        pool.shutdown(cancel_futures=True)  # where one batch cannot be sent, the others are not tried either


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    batch: list[Item] = []
    size = 0
    for item in items:
        more = len(json.dumps(item.made.body))
        if batch and (len(batch) == AT_ONCE or size + more > _MOST_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(item)
        size += more
    if batch:
        yield batch


def _send(api: Api, batch: list[Item], run: Run, key: str) -> list[Result]:
    """One batch; what failed for a passing reason is sent again, alone and under a key of its own."""
    settled: dict[int, Result] = {}
    waiting = batch
    for turn in range(_ROUNDS):
        answers = api.post("/customers/batch", _body(waiting, run), key=f"{key}-{turn}")["data"]
        found = [_result(waiting[answer["index"]].row, answer) for answer in answers]
        settled |= {result.row.number: result for result in found}
        waiting = [item for item in waiting if settled[item.row.number].code in _PASSING]
        if not waiting:
            break
    return [settled[item.row.number] for item in batch]


def _body(items: list[Item], run: Run) -> dict[str, Any]:
    return {
        "mode": "upsert",
        "matchBy": f"externalId:{run.system}",
        "allowDuplicates": run.allow_duplicates,
        "items": [item.made.body for item in items],
    }


def _result(row: Row, answer: dict[str, Any]) -> Result:
    problem = answer.get("problem")
    if not problem:
        return Result(row, answer["outcome"])
    outcome = DUPLICATE if problem["code"] == "PossibleDuplicate" else FAILED
    return Result(row, outcome, problem["code"], _reason(problem))


def _reason(problem: dict[str, Any]) -> str:
    complaints = [f"{each['pointer']} {each['reason']}".strip() for each in problem.get("errors", ())]
    alike = [f"{each['id']} ({', '.join(each['reasons'])})" for each in problem.get("candidates", ())]
    parts = [problem["detail"] if alike or not complaints else "; ".join(complaints), ", ".join(alike)]
    return " ".join(part for part in parts if part)
