"""`onestop redrive`."""

from typing import Annotated

import typer

from local import redriving, screen
from local.commands import Stage, system_of
from local.places import LOCAL

Capability = Annotated[str, typer.Argument(help="Whose failures: orders, timeline, audit, payments ...")]


def redrive(capability: Capability, stage: Stage = LOCAL) -> None:
    """Put the events and webhooks that a capability could not take in before it again, after mending the cause.

    Nothing happens twice: a consumer knows the events that it has seen.

    [bold]Examples[/bold]

    onestop status    [dim]shows which inbox has failures[/dim]

    onestop redrive timeline
    """
    moved = redriving.redrive(system_of(stage), capability)
    screen.out.print(f"{moved} messages are in the queues of {capability} again." if moved else "Nothing had failed.")
