"""What an import will do, and what it did, for the eyes."""

import json
from collections import Counter

from rich.console import Group
from rich.table import Table
from rich.text import Text

from local.importing.job import Job
from local.importing.sending import CREATED, DUPLICATE, FAILED, UNCHANGED, UPDATED

_ROWS = 3
_NOTES = 5


def columns(job: Job) -> Table:
    """Each column, what it becomes, and an example."""
    shown = Table("column", "becomes", "for example", box=None, header_style="bold", pad_edge=False)
    for column in job.sheet.columns:
        examples = job.sheet.values(column)
        # As Text: what stands in a cell is never markup.
        shown.add_row(Text(column), _meaning(job, column), Text(examples[0][:40] if examples else ""))
    return shown


def preview(job: Job) -> Group:
    """The mapping, the first customers as they would be sent, and what would be refused."""
    bodies = [json.dumps(item.made.body, ensure_ascii=False) for item in job.items[:_ROWS]]
    refused = [f"row {each.row.number}: {each.reason}" for each in job.refused[:_NOTES]]
    count = f"{len(job.items):,} {job.plan.kind}s would be sent, {len(job.refused):,} rows refused. Nothing was sent."
    return Group(columns(job), "", *map(Text, [*bodies, *refused]), count)


def summary(counted: Counter[str]) -> Table:
    """How many rows had which outcome."""
    shown = Table(box=None, show_header=False, pad_edge=False)
    shown.add_column()
    shown.add_column(justify="right")
    for outcome in (CREATED, UPDATED, UNCHANGED, DUPLICATE, FAILED):
        shown.add_row(outcome, f"{counted[outcome]:,}")
    return shown


def notes(job: Job) -> list[str]:
    """The values that were left out, the first few of them in words."""
    dropped = [(item.row.number, text) for item in job.items for text in item.made.dropped]
    some = [f"row {number}: left out: {text}" for number, text in dropped[:_NOTES]]
    more = len(dropped) - len(some)
    return [*some, *([f"and {more:,} values more"] if more > 0 else [])]


def _meaning(job: Job, column: str) -> str:
    if column == job.plan.key:
        return f"the key: externalIds.{job.choices.system}"
    if column in job.own:
        return f"custom.{job.own[column].name} ({job.own[column].type})"
    return job.plan.fields[column]
