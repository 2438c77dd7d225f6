"""`onestop up`, `down` and `reset`."""

import shutil
from typing import Annotated

import typer
from botocore.exceptions import EndpointConnectionError

from local import bringing_up, demo, deploy, screen
from local.commands import system_of
from local.engine import process
from local.home import Home
from local.places import EMBEDDED, LOCALSTACK, chosen_engine
from local.system import System

Engine = Annotated[str, typer.Option(help="embedded needs nothing; localstack uses one that runs already.")]


def up(engine: Engine = EMBEDDED) -> None:
    """Start, deploy, open the demo tenant, fill it with sample data. Repeat it whenever you like.

    What is there already is left alone, so it also finishes what was interrupted and deploys what you changed.

    [bold]Examples[/bold]

    onestop up

    ONESTOP_PORT=8800 ONESTOP_HOME=/tmp/second onestop up    [dim]a second system beside the first[/dim]

    AWS_ENDPOINT_URL=http://127.0.0.1:4566 onestop up --engine localstack
    """
    if engine not in (EMBEDDED, LOCALSTACK):
        raise typer.BadParameter(f"{engine} is no engine; choose {EMBEDDED} or {LOCALSTACK}.")
    bringing_up.bring_up(Home.here(), engine)


def down() -> None:
    """Stop the engine. Everything is kept for the next `onestop up`.

    [bold]Example[/bold]

    onestop down
    """
    home = Home.here()
    if chosen_engine(home) == LOCALSTACK:
        screen.out.print("LocalStack is not ours to stop. `onestop reset` takes out of it what we put in.")
    elif process.stop(home):
        screen.out.print(f"Stopped. What it knows is kept in {home.root}; `onestop up` goes on.")
    else:
        screen.out.print("It was not running.")


def reset(yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False) -> None:
    """Stop the engine and forget everything: customers, members, passwords. From a LocalStack the stacks are deleted.

    [bold]Example[/bold]

    onestop reset --yes && onestop up
    """
    home = Home.here()
    if not yes:
        typer.confirm(f"Forget everything in {home.root}?", abort=True)
    if chosen_engine(home) == LOCALSTACK:
        _take_down(system_of())
    process.reset(home)
    demo.forget(home.root)
    (home.root / "engine").unlink(missing_ok=True)
    shutil.rmtree(home.root / "deploy", ignore_errors=True)
    screen.out.print("Forgotten. `onestop up` begins anew.")


def _take_down(system: System) -> None:
    with screen.step("Deleting the stacks") as report:
        try:
            deploy.delete(system.place, system.stack)
        except EndpointConnectionError:
            report("LocalStack does not answer, and what it held went with it")
