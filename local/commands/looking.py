"""`onestop status`, `logs`, `trace` and `events`: looking into a running system without touching it."""

import re
from datetime import UTC, datetime, timedelta
from itertools import chain
from typing import Annotated

import typer

from local import following, screen, tracing
from local import logs as reading
from local import status as gathering
from local.commands import Role, Stage, Token, api_of, system_of
from local.home import Home
from local.places import LOCAL
from local.system import NotThere

Since = Annotated[str, typer.Option(help="How far back: 90s, 15m, 2h, 7d.")]
Follow = Annotated[bool, typer.Option("--follow", "-f", help="Go on showing what comes, until Ctrl-C.")]
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


def status(stage: Stage = LOCAL) -> None:
    """How the system is: engine, stacks, and for each capability its functions, items, queues and failures.

    [bold]Example[/bold]

    onestop status
    """
    system = system_of(stage)
    screen.out.print(gathering.engine_line(system, Home.here()))
    screen.out.print(gathering.table(system))


def logs(
    capability: Annotated[str | None, typer.Argument(help="Of one capability; of all without it.")] = None,
    follow: Follow = False,
    since: Since = "15m",
    correlation: Annotated[str | None, typer.Option(help="Only what belongs to one correlation id.")] = None,
    stage: Stage = LOCAL,
) -> None:
    """Show the log lines of the functions, in the order of their time.

    [bold]Examples[/bold]

    onestop logs customers --since 1h

    onestop logs --follow

    onestop logs --correlation tour-1
    """
    system = system_of(stage)

    def since_then(moment: datetime) -> list[reading.Line]:
        return reading.lines(system, capability, moment, correlation)

    for line in following.lines(since_then, _ago(since), follow):
        screen.out.print(following.shown(line))


def trace(
    correlation: Annotated[str, typer.Argument(help="X-Correlation-Id of an answer, or traceId of a problem.")],
    since: Since = "7d",
    stage: Stage = LOCAL,
) -> None:
    """Show one request's whole way: the call, the events that it caused, who consumed them, and when.

    [bold]Example[/bold]

    onestop trace 01JD3Y5W8Q2Z7N4T6V9XKB1MCR
    """
    roots = tracing.stops(reading.lines(system_of(stage), None, _ago(since), correlation))
    if not roots:
        raise NotThere(f"Nothing in the log belongs to {correlation}; is --since {since} far enough back?")
    screen.out.print(tracing.drawn(correlation, roots))


def events(  # noqa: PLR0913  a command's parameters are its options
    *,
    follow: Follow = False,
    kind: Annotated[str | None, typer.Option("--type", help="Only this type, for instance CustomerChanged.")] = None,
    customer: Annotated[str | None, typer.Option(help="Only what is about the customer with this id.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="How many of the newest.")] = 20,
    role: Role = "admin",
    stage: Stage = LOCAL,
    token: Token = None,
) -> None:
    """Show what happened: the newest events in the log of all changes.

    [bold]Examples[/bold]

    onestop events --type CustomerRegistered

    onestop events --follow
    """
    api = api_of(system_of(stage), role, token)
    last = following.events(api, kind, customer, limit)
    for event in chain(last, following.endless(api, kind, customer, last) if follow else ()):
        screen.out.print(following.told(event))


def _ago(text: str) -> datetime:
    found = re.fullmatch(r"(\d+)([smhd])", text)
    if not found:
        raise typer.BadParameter(f"{text} is no time; write 90s, 15m, 2h or 7d.")
    return datetime.now(UTC) - timedelta(**{_UNITS[found[2]]: int(found[1])})
