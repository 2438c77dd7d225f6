"""`onestop import customers`, once its options are read."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from local import screen
from local.api import Api
from local.commands import api_of, system_of
from local.importing import fields, job, preview
from local.importing.building import Choices
from local.importing.headers import Plan, mapped
from local.importing.reading import Sheet, read
from local.importing.sending import DUPLICATE, FAILED, Run


@dataclass(frozen=True)
class Options:
    """What the caller said about the file; the command's help tells what each option means."""

    maps: dict[str, str] = field(default_factory=dict)
    key: str | None = None
    kind: str | None = None
    source: str | None = None
    encoding: str | None = None
    region: str | None = None
    date_format: str | None = None
    strict: bool = False
    allow_duplicates: bool = False
    parallel: int = 3


class Caller(NamedTuple):
    """Who imports, and into which system."""

    stage: str
    role: str
    token: str | None


def show(file: Path, options: Options) -> None:
    """A dry run: what would come in. Raises NoText, NoTable and BadMapping."""
    sheet, plan, choices = _read(file, options)
    screen.out.print(preview.preview(job.prepare(file, sheet, plan, choices, {})))


def carry_out(file: Path, options: Options, caller: Caller) -> bool:
    """Import the file; false if some rows did not come in at all. Raises as `show`, and ApiError."""
    sheet, plan, choices = _read(file, options)
    api = api_of(system_of(caller.stage), caller.role, caller.token)
    prepared = job.prepare(file, sheet, plan, choices, fields.existing(api))
    screen.out.print(preview.columns(prepared))
    return _send(api, prepared, job.new_run(choices.system, options.parallel, options.allow_duplicates))


def _read(file: Path, options: Options) -> tuple[Sheet, Plan, Choices]:
    sheet = read(file.read_bytes(), options.encoding)
    screen.out.print(f"{file.name}: {len(sheet.rows):,} rows, {sheet.encoding}, cells separated by {sheet.delimiter!r}")
    plan = mapped(sheet, options.maps, options.key, options.kind)
    system = options.source or job.system_of(file)
    return sheet, plan, Choices(system, options.region, options.date_format, options.strict)


def _send(api: Api, prepared: job.Job, run: Run) -> bool:
    columns = (TextColumn("Importing"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=screen.out, disable=not screen.out.is_terminal) as bar:
        task = bar.add_task("", total=len(prepared.sheet.rows))
        counted, where = job.carry_out(api, prepared, run, lambda rows: bar.advance(task, rows))
    screen.out.print(preview.summary(counted))
    for note in preview.notes(prepared):
        screen.out.print(note, markup=False)
    if where:
        screen.out.print(f"Rows that did not come in, or not wholly, with the reasons: {where}", markup=False)
    return not counted[FAILED] and not counted[DUPLICATE]
