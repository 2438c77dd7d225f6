"""`onestop saga list`, `show` and `resume`: what is under way across capabilities, and what waits for somebody."""

from enum import StrEnum
from typing import Annotated

import typer

from local import sagas, screen
from local.api import Api, ApiError
from local.commands import Role, Stage, Token, api_of, system_of
from local.places import LOCAL
from local.system import NotThere

app = typer.Typer(help="Orders, shipments, cancellations and returns on their way; one that stands still, and why.")


class State(StrEnum):
    """What a saga may be."""

    RUNNING = "running"
    PARKED = "parked"
    DONE = "done"
    UNDONE = "undone"


Execution = Annotated[str, typer.Argument(help="The id that `onestop saga list` shows; of an order, the order's.")]
Only = Annotated[State | None, typer.Option("--state", help="Only those that are so.")]
Limit = Annotated[int, typer.Option(min=1, help="How many of the newest.")]


@app.command(name="list")
def list_(
    only: Only = None, limit: Limit = 20, role: Role = "admin", stage: Stage = LOCAL, token: Token = None
) -> None:
    """Show the newest sagas, and where those stand that wait for somebody.

    [bold]Examples[/bold]

    onestop saga list

    onestop saga list --state parked
    """
    found = sagas.listed(api_of(system_of(stage), role, token), only, limit)
    nothing = f"No saga is {only}." if only else "There is no saga yet."
    screen.out.print(sagas.overview(found) if found else nothing)


@app.command()
def show(execution: Execution, role: Role = "admin", stage: Stage = LOCAL, token: Token = None) -> None:
    """Show what a saga has done, step by step: each attempt that had an effect, what was undone, and why.

    [bold]Example[/bold]

    onestop saga show 01JD3Y5W8Q2Z7N4T6V9XKB1MCR
    """
    api = api_of(system_of(stage), role, token)
    saga = _one(api, execution)
    screen.out.print(sagas.story(saga, sagas.steps(api, saga)))
    screen.out.print(sagas.summary(saga), markup=False)


@app.command()
def resume(execution: Execution, role: Role = "admin", stage: Stage = LOCAL, token: Token = None) -> None:
    """Let a parked saga go on, after mending the cause: the step at which it stands is asked once more.

    [bold]Examples[/bold]

    onestop saga list --state parked

    onestop saga resume 01JD3Y5W8Q2Z7N4T6V9XKB1MCR
    """
    api = api_of(system_of(stage), role, token)
    saga = _one(api, execution)
    if not saga["parked"]:
        raise NotThere(f"{saga['saga']} {execution} is {saga['state']}: only a parked one can be resumed.")
    # The key holds for this stop only: resuming it twice is once, resuming the next stop is something else.
    api.post(f"/sagas/{execution}/resume", None, f"resume-{execution}-{saga['parkings']}")
    screen.out.print(f"It goes on at {saga['parked']['step']}. `onestop saga show {execution}` says how far it came.")


def _one(api: Api, execution: str) -> sagas.Json:
    try:
        found: sagas.Json = api.get(f"/sagas/{execution}")
    except ApiError as error:
        if error.status != 404:
            raise
        raise NotThere(f"There is no saga {execution}; `onestop saga list` names those there are.") from None
    return found
