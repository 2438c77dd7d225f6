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
Minutes = Annotated[float, typer.Option(min=1, max=600, help="How long the desk is open, in minutes of its own.")]
Speed = Annotated[float, typer.Option(min=1, max=600, help="How many of them pass in one of ours.")]
Agents = Annotated[int, typer.Option(min=1, max=200, help="Who works there.")]
Tickets = Annotated[int, typer.Option(min=1, help="How many customers ask, on average.")]
Questions = Annotated[
    Path | None,
    typer.Option(exists=True, dir_okay=False, help="What they ask: a CSV file with a text and a category in each row."),
]
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


@app.command()
def desk(  # noqa: PLR0913  a command's parameters are its options
    *,
    minutes: Minutes = 60,
    speed: Speed = 60,
    agents: Agents = 50,
    tickets: Tickets = 240,
    questions: Questions = None,
    seed: Seed = 1,
    stage: Stage = LOCAL,
) -> None:
    """Let an hour pass at a customer-service desk, with the wallboard live. Exit status 1 if anything does not add up.

    Customers ask, routing offers each question to the best agent, agents accept, decline or overlook it and answer, a
    lead makes things urgent. All of it goes through the API, each agent with a token of their own. At the end the audit
    log is read: nothing may be lost or given twice, nobody may have held more than they can, every promise has to be
    judged as the log has it, and no event may be lost.

    [bold]Examples[/bold]

    onestop demo desk

    onestop demo desk --minutes 10 --speed 30 --agents 8 --tickets 40

    onestop demo desk --questions questions.csv
    """
    from local.desk import command  # noqa: PLC0415  only this command needs it
    from local.desk.working import Hour  # noqa: PLC0415

    system = system_of(stage)
    hour = Hour(minutes, speed, tickets, seed)
    if not command.carry_out(questions, agents, hour, system, api_of(system, "admin", None)):
        raise typer.Exit(1)
