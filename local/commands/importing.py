"""`onestop import`."""

from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from local import screen
from local.commands import Role, Stage, Token, api_of, system_of
from local.importing import fields, job, preview
from local.importing.building import Choices
from local.importing.headers import mapped
from local.importing.reading import read
from local.places import LOCAL

app = typer.Typer(help="Bring in your own data.", no_args_is_help=True, rich_markup_mode="rich")

File = Annotated[Path, typer.Argument(exists=True, dir_okay=False, metavar="FILE.csv")]
Maps = Annotated[
    list[str] | None,
    typer.Option("--map", "-m", metavar="COLUMN=FIELD", help="What a column means; custom.<name> or ignore also do."),
]
Key = Annotated[str | None, typer.Option(help="The column that says which customer a row is.")]
Source = Annotated[str | None, typer.Option("--system", help="The name of the source; the file's own without it.")]
Kind = Annotated[str | None, typer.Option(help="person or organisation; guessed without it.")]
Region = Annotated[str | None, typer.Option(help="Country of phones and addresses that name none, such as DE or CN.")]
DateFormat = Annotated[str | None, typer.Option(help="Such as %d/%m/%Y, where a date could be two days.")]
Encoding = Annotated[str | None, typer.Option(help="Such as gb18030, where it cannot be told.")]
Lenient = Annotated[bool, typer.Option("--lenient", help="Leave out values that cannot be read, and take the row.")]
Duplicates = Annotated[bool, typer.Option("--allow-duplicates", help="Also those who look like somebody else.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would come in, and send nothing.")]
Parallel = Annotated[int, typer.Option(min=1, max=8, help="Requests at the same time.")]


@app.command()
def customers(  # noqa: PLR0913  a command's parameters are its options
    file: File,
    *,
    maps: Maps = None,
    key: Key = None,
    source: Source = None,
    kind: Kind = None,
    region: Region = None,
    date_format: DateFormat = None,
    encoding: Encoding = None,
    lenient: Lenient = False,
    allow_duplicates: Duplicates = False,
    dry_run: DryRun = False,
    parallel: Parallel = 3,
    role: Role = "admin",
    stage: Stage = LOCAL,
    token: Token = None,
) -> None:
    """Import customers from a CSV. The same file twice changes nothing.

    Columns are recognised by their names, English or Chinese; others become custom fields. Rows that do not come in are
    in FILE.failed.csv with the reason: mend them there and import that file. Who looks like somebody already here is
    reported there as well, never merged.

    [bold]Examples[/bold]

    onestop import customers people.csv --dry-run

    onestop import customers people.csv --map "Kd-Nr=ignore" --map "Tel. privat=phone" --region DE

    onestop import customers 客户.csv --key 客户编号 --date-format %d/%m/%Y --lenient
    """
    if kind not in (None, "person", "organisation"):
        raise typer.BadParameter(f"{kind} is no kind of customer; choose person or organisation.")
    sheet = read(file.read_bytes(), encoding)
    plan = mapped(sheet, dict(map(_pair, maps or ())), key, kind)
    choices = Choices(source or job.system_of(file), region, date_format, lenient)
    screen.out.print(f"{file.name}: {len(sheet.rows):,} rows, {sheet.encoding}, cells separated by {sheet.delimiter!r}")
    if dry_run:
        screen.out.print(preview.preview(job.prepare(file, sheet, plan, choices, {})))
        return
    api = api_of(system_of(stage), role, token)
    prepared = job.prepare(file, sheet, plan, choices, fields.existing(api))
    screen.out.print(preview.columns(prepared))
    _carry_out(api, prepared, job.new_run(choices.system, parallel, allow_duplicates))


def _carry_out(api: job.Api, prepared: job.Job, run: job.Run) -> None:
    columns = (TextColumn("Importing"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=screen.out, disable=not screen.out.is_terminal) as bar:
        task = bar.add_task("", total=len(prepared.sheet.rows))
        counted, where = job.carry_out(api, prepared, run, lambda rows: bar.advance(task, rows))
    screen.out.print(preview.summary(counted))
    screen.out.print(*preview.notes(prepared), sep="\n", end="")
    if where:
        screen.out.print(f"Rows that did not come in, with the reasons: {where}")
        raise typer.Exit(1)


def _pair(text: str) -> tuple[str, str]:
    column, equals, field = text.rpartition("=")
    if not equals:
        raise typer.BadParameter(f"{text} is not of the form COLUMN=FIELD.")
    return column, field
