"""`onestop top`."""

from typing import Annotated

import typer

from local import screen
from local import top as showing
from local.commands import Stage, system_of
from local.places import LOCAL

Once = Annotated[bool, typer.Option("--once", help="Print one frame and end; so it does in a pipe.")]
Every = Annotated[float, typer.Option(min=0.5, help="Seconds between two looks.")]


def top(once: Once = False, every: Every = 2, stage: Stage = LOCAL) -> None:
    """Watch it live: requests, faults, latency, events, queues, throttles and workers of each capability.

    Here it shows the last ten seconds; on AWS the minute before the last, because CloudWatch gathers that long.

    [bold]Examples[/bold]

    onestop top

    onestop top --once --stage prod
    """
    system = system_of(stage)
    if once or not screen.out.is_terminal:
        screen.out.print(showing.frame(system))
    else:
        showing.live(system, screen.out, every)
