"""One import from the file to the report."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from local.api import Api
from local.importing import fields, report
from local.importing.building import Choices, make
from local.importing.custom import Own, own_fields
from local.importing.headers import Plan
from local.importing.reading import Sheet
from local.importing.sending import FAILED, Item, Result, Run, send
from local.importing.values import Unreadable
from onestop.clock import new_id

UNREADABLE_ROW, UNREADABLE_VALUE, LEFT_OUT = "UnreadableRow", "UnreadableValue", "LeftOut"
_SYSTEM = r"[A-Za-z][A-Za-z0-9_.-]{0,49}"


@dataclass(frozen=True)
class Job:
    """A file that was read and mapped, and the customers that were made of it."""

    path: Path
    sheet: Sheet = field(repr=False)
    plan: Plan
    own: dict[str, Own]
    choices: Choices
    items: list[Item] = field(repr=False)
    refused: list[Result] = field(repr=False)
    there: Mapping[str, str] = field(repr=False)


def prepare(path: Path, sheet: Sheet, plan: Plan, choices: Choices, there: Mapping[str, str]) -> Job:
    """Make customers of all rows. `there` has the types of the tenant's custom fields, by name."""
    own = own_fields(sheet, plan, there)
    items: list[Item] = []
    refused = [Result(row, FAILED, UNREADABLE_ROW, row.refused) for row in sheet.rows if row.refused]
    seen: dict[str, int] = {}
    for row in sheet.good:
        try:
            made = make(row, plan, own, choices)
            _must_be_new(made.key, row.number, seen)
            items.append(Item(row, made))
        except Unreadable as failure:
            refused.append(Result(row, FAILED, UNREADABLE_VALUE, str(failure)))
    return Job(path, sheet, plan, own, choices, items, refused, there)


def system_of(path: Path) -> str:
    """The name in `externalIds` for the rows of a file: the file's own where it can be one."""
    name = re.sub(r"[^A-Za-z0-9_.-]+", "-", report.stem(path)).strip("-")[:50]
    return name if re.fullmatch(_SYSTEM, name) else f"file-{sha256(report.stem(path).encode()).hexdigest()[:8]}"


def carry_out(api: Api, job: Job, run: Run, progress: Callable[[int], None]) -> tuple[Counter[str], Path | None]:
    """Define the custom fields, send everything, write the report; `progress` is told each row that is done.

    Returns how many rows had which outcome, and where the failed ones are. Raises ApiError and requests' errors.
    """
    fields.define(api, job.own.values(), job.there)
    results = list(job.refused)
    without = {item.row.number: " ".join(item.made.dropped) for item in job.items if item.made.dropped}
    progress(len(results))
    try:
        for result in send(api, job.items, run):
            results.append(_noted(result, without.get(result.row.number)))
            progress(1)
    finally:
        # Also when it breaks off: what was refused so far is worth knowing.
        where = report.write(job.path, job.sheet.columns, results)
    return Counter(result.outcome for result in results), where


def _noted(result: Result, left_out: str | None) -> Result:
    """A row that came in without some of its values is in the report, too."""
    return replace(result, code=LEFT_OUT, reason=left_out) if left_out and not result.code else result


def new_run(system: str, parallel: int, allow_duplicates: bool) -> Run:
    """A run with a name of its own."""
    return Run(f"import-{new_id()}", system, parallel, allow_duplicates)


def _must_be_new(key: str, number: int, seen: dict[str, int]) -> None:
    if seen.setdefault(key, number) != number:
        raise Unreadable(f"Row {seen[key]} is the same one: {key}.")
