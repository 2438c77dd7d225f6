"""`onestop demo`."""

from pathlib import Path
from typing import Annotated

import typer

from local.commands import Role, Stage, Token, api_of, system_of
from local.places import LOCAL

app = typer.Typer(help="See it work on a lot of real data.", no_args_is_help=True, rich_markup_mode="rich")

File = Annotated[Path, typer.Option(exists=True, dir_okay=False, help="Northwind as SQL for SQLite.")]
Trouble = Annotated[float, typer.Option(min=0, max=1, help="The share of the orders that meet trouble.")]
Seed = Annotated[int, typer.Option(help="Which orders meet which trouble; the same seed, the same ones.")]
Parallel = Annotated[int, typer.Option(min=1, max=64, help="Orders under way at the same time.")]
Only = Annotated[int | None, typer.Option(min=1, help="Only the first so many orders.")]


@app.callback()
def demo() -> None:
    """See it work on a lot of real data."""


@app.command()
def orders(  # noqa: PLR0913  a command's parameters are its options
    file: File,
    *,
    trouble: Trouble = 0.1,
    seed: Seed = 1,
    parallel: Parallel = 16,
    only: Only = None,
    role: Role = "admin",
    stage: Stage = LOCAL,
    token: Token = None,
) -> None:
    """Replay the orders of the Northwind database, some of them in trouble. Exit status 1 if anything does not add up.

    Customers and products come first. Then every order is placed, confirmed and shipped through the API; where its
    payment is declined, its buyer cancels, or pieces are lacking, it is ordered again. At the end each customer's total
    has to be what the file says, and no event may be lost. What an earlier run has done is not done again.

    The file: https://github.com/jpwhite3/northwind-SQLite3

    [bold]Examples[/bold]

    onestop demo orders --file northwind.sql

    onestop demo orders --file northwind.sql --only 50 --trouble 0.5 --seed 7
    """
    from local.orders import command  # noqa: PLC0415  only this command needs it

    system = system_of(stage)
    options = command.Options(trouble, seed, parallel, only)
    if not command.carry_out(file, options, system, api_of(system, role, token)):
        raise typer.Exit(1)
