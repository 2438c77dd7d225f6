"""`onestop ledger` and `onestop replay`: that no event is lost, and events once more."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from local import balancing, replaying, screen
from local.commands import Stage, system_of
from local.places import LOCAL

Wait = Annotated[bool, typer.Option("--wait", help="Until nothing is under way any more.")]
Within = Annotated[float, typer.Option(help="How many seconds to wait at most.")]
Into = Annotated[str, typer.Argument(help="The capability that shall hear the events again.")]
Moment = Annotated[datetime | None, typer.Option(help="In UTC, such as 2026-11-21T09:00:00.")]
Tenant = Annotated[str | None, typer.Option(help="Only the events of one tenant.")]
Of = Annotated[list[str] | None, typer.Option("--from", help="Only the events of a capability; may be repeated.")]


def ledger(wait: Wait = False, within: Within = 120, stage: Stage = LOCAL) -> None:
    """Compare what the tables wrote with what was delivered. Exit status 1 if an event is lost.

    [bold]Examples[/bold]

    onestop ledger

    onestop ledger --wait --within 30
    """
    system = system_of(stage)
    found = balancing.settled(system, within) if wait else balancing.look(system)
    screen.out.print(str(found))
    for each in [missing for missing in found.missing if not missing.pending][:20]:
        event = each.event or "no longer known"
        screen.out.print(f"lost: {each.record} v{each.sequence} of tenant {each.tenant}, its event is {event}")
    if found.lost:
        raise typer.Exit(1)


def replay(
    into: Into,
    *,
    since: Moment = None,
    until: Moment = None,
    tenant: Tenant = None,
    of: Of = None,
    stage: Stage = LOCAL,
) -> None:
    """Feed events of the archive into one capability again. What it knows already has no effect a second time.

    [bold]Examples[/bold]

    onestop replay timeline

    onestop replay audit --since 2026-11-21T09:00:00 --from customers
    """
    part = replaying.Part(_utc(since), _utc(until), tenant, of or ())
    with screen.step(f"Replaying into {into}") as report:
        replaying.replay(system_of(stage), into, part, lambda state, reached: report(f"{state} {reached or ''}"))
        report("done; `onestop ledger --wait` tells when everything is consumed")


def _utc(moment: datetime | None) -> datetime | None:
    return moment and moment.replace(tzinfo=UTC)
