"""`onestop floor`."""

from typing import Annotated

import typer

from local import screen
from local.commands import Role, Stage, Token, api_of, system_of
from local.floor import drawing
from local.floor.live import live
from local.floor.polling import first
from local.places import LOCAL

Once = Annotated[bool, typer.Option("--once", help="Print one frame and end; so it does in a pipe.")]
Every = Annotated[float, typer.Option(min=0.5, help="Seconds between two looks.")]

_WIDE = 120  # where there is no terminal that says how wide it is


def floor(
    once: Once = False, every: Every = 2, role: Role = "supervisor", stage: Stage = LOCAL, token: Token = None
) -> None:
    """Watch the desk: who waits in each queue and since when, who works, who is on a break, what will be late.

    Green is available, yellow busy, magenta away. A longest wait turns yellow at half of its queue's target and red
    beyond it; ‖ is a queue that is paused. An agent's `load` is the share of its capacity in use, in percent, and
    `occ` its occupancy in the last hour.

    [bold]Examples[/bold]

    onestop floor

    onestop floor --once --as agent
    """
    system = system_of(stage)
    api = api_of(system, role, token)
    if once or not screen.out.is_terminal:
        screen.out.print(drawing.frame(first(api), system.stack), width=min(screen.out.width, _WIDE))
    else:
        live(api, system.stack, screen.out, every)
