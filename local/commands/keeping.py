"""`onestop ledger` and `onestop replay`: that no event is lost, and events once more."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from local import balancing, repairing, replaying, screen
from local.commands import Stage, system_of
from local.ledger import Ledger
from local.places import LOCAL
from local.system import System

Wait = Annotated[bool, typer.Option("--wait", help="Until nothing is under way any more.")]
Repair = Annotated[bool, typer.Option("--repair", help="Send again what was lost, then wait for it.")]
Within = Annotated[float, typer.Option(help="How many seconds to wait at most.")]
Into = Annotated[str, typer.Argument(help="The capability that shall hear the events again.")]
Moment = Annotated[datetime | None, typer.Option(help="In UTC, such as 2026-11-21T09:00:00.")]
Tenant = Annotated[str | None, typer.Option(help="Only the events of one tenant.")]
Of = Annotated[list[str] | None, typer.Option("--from", help="Only the events of a capability; may be repeated.")]
_NAMED = 20  # events that are named; the others are counted


def ledger(wait: Wait = False, repair: Repair = False, within: Within = 120, stage: Stage = LOCAL) -> None:
    """Compare what the tables wrote with what was delivered. Exit status 1 if an event is lost.

    A repair takes the lost events from the tables' streams, from the records or from the archive of the bus, and sends
    them under their old ids: nobody who has one already is told twice.

    [bold]Examples[/bold]

    onestop ledger

    onestop ledger --wait --within 30

    onestop ledger --repair
    """
    system = system_of(stage)
    found = balancing.settled(system, within) if wait or repair else balancing.look(system)
    if repair and _mended(system):
        found = balancing.balanced(system, within)
    _show(found)
    if found.lost or found.untold:
        raise typer.Exit(1)


def _mended(system: System) -> bool:
    """Whether there was something to send again; it is named."""
    done = repairing.repair(system)
    for way, said in [*(("published", e) for e in done.published), *(("told", e) for e in done.told)][:_NAMED]:
        screen.out.print(f"{way} again: {said['subject']} v{said['sequence']} {said['type']} {said['id']}")
    counts = f"published {len(done.published)}, told {len(done.told)}, replayed {len(done.replayed)} records"
    screen.out.print(f"Repaired: {counts}." if done else "Nothing to repair.")
    return bool(done)


def _show(found: Ledger) -> None:
    screen.out.print(str(found))
    for each in [missing for missing in found.missing if not missing.pending][:_NAMED]:
        event = each.event or "no longer known"
        screen.out.print(f"lost: {each.record} v{each.sequence} of tenant {each.tenant}, its event is {event}")
    if found.untold:
        screen.out.print(f"untold: {found.untold} entries that the log demands are not in the timeline")


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
