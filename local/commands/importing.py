"""`onestop import`."""

from pathlib import Path
from typing import Annotated

import typer

from local.commands import Role, Stage, Token
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
Strict = Annotated[bool, typer.Option("--strict", help="Refuse a row that has a value that cannot be read.")]
Duplicates = Annotated[bool, typer.Option("--allow-duplicates", help="Also those who look like somebody else.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would come in, and send nothing.")]
Parallel = Annotated[int, typer.Option(min=1, max=8, help="Requests at the same time.")]


_EXAMPLES = """[bold]Examples[/bold]

onestop import customers people.csv --dry-run

onestop import customers people.csv --map "Kd-Nr=ignore" --map "Tel. privat=phone" --region DE

onestop import customers 客户.csv --key 客户编号 --date-format %d/%m/%Y --strict"""


@app.command(epilog=_EXAMPLES)
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
    strict: Strict = False,
    allow_duplicates: Duplicates = False,
    dry_run: DryRun = False,
    parallel: Parallel = 3,
    role: Role = "admin",
    stage: Stage = LOCAL,
    token: Token = None,
) -> None:
    """Import customers from a CSV. The same file twice changes nothing.

    Columns are recognised by their names, English or Chinese; others become custom fields. Rows that do not come in and
    values that had to be left out, are in FILE.failed.csv with the reason: mend them there and import that file. Who
    looks like somebody already here is reported there as well, never merged.
    """
    if kind not in (None, "person", "organisation"):
        raise typer.BadParameter(f"{kind} is no kind of customer; choose person or organisation.")
    # Phone numbers and countries take half a second to load, which no other command should pay.
    from local.importing import command  # noqa: PLC0415

    options = command.Options(
        maps=dict(map(_pair, maps or ())), key=key, kind=kind, source=source, encoding=encoding, parallel=parallel,
        region=region, date_format=date_format, strict=strict, allow_duplicates=allow_duplicates,
    )  # fmt: skip
    if dry_run:
        command.show(file, options)
    elif not command.carry_out(file, options, command.Caller(stage, role, token)):
        raise typer.Exit(1)


def _pair(text: str) -> tuple[str, str]:
    column, equals, field = text.rpartition("=")
    if not equals:
        raise typer.BadParameter(f"{text} is not of the form COLUMN=FIELD.")
    return column, field
