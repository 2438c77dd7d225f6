"""`onestop demo desk`, once its options are read."""

import json
import statistics
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Group
from rich.live import Live
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from local import balancing, screen
from local.api import Api
from local.desk.judging import METRICS, Verdict, judged
from local.desk.log import read
from local.desk.opening import Desk, Pace, opened
from local.desk.questions import questions
from local.desk.working import Hour, Minutes, Score, Shift
from local.floor.drawing import frame
from local.floor.polling import Poll, first
from local.system import System

CLOCKS = ("tickets", "workforce", "routing", "floor")  # whose doors look at the clock each minute
LISTED = 20
PATIENCE = 300  # seconds, when the hour is over, for what is left to be done


def carry_out(file: Path | None, agents: int, hour: Hour, system: System, admin: Api) -> bool:
    """Open a desk, let an hour pass, and judge it; whether all of it agrees. Raises NoQuestions and ApiError."""
    asked = questions(file)
    with screen.step("Opening the desk") as report:
        desk = opened(system, agents, Pace(hour.speed), report)
        report(f"{len(desk.agents)} agents, {len(desk.queues)} queues, {len(asked):,} questions")
    since = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    shift = Shift(desk, asked, hour)
    with Minutes(lambda name: minute(system, name), functions_of(system), hour.speed):
        _worked(shift, desk, system)
    _told(shift)
    balanced = _balances(system)
    with screen.step("Reading the audit log") as report:
        log = read(admin, since)
        report(f"{log.entries:,} entries")
    verdict = judged(log, shift.score.tickets, shift.score.solved, _capacities(admin), desk.policy)
    if len(shift.score.tickets) < shift.planned:
        verdict.complaints.append(
            f"{shift.planned} customers asked, and {len(shift.score.tickets)} tickets were opened"
        )
    return all([_agrees(verdict, hour), balanced])


def _capacities(admin: Api) -> dict[str, int]:
    """How many units each agent can hold."""
    return {each["id"]: each["capacity"] for each in admin.pages("/agents")}


def functions_of(system: System) -> list[str]:
    """The functions that AWS calls each minute."""
    names = [name for each in CLOCKS for name in system.output(each, "Names").split(",")]
    return [name for name in names if "Schedules" in name and "Failures" not in name]


def minute(system: System, function: str) -> None:
    """Let one of them look at the clock."""
    system.client("lambda").invoke(FunctionName=function, Payload=json.dumps({"task": "Sweep"}))


def _worked(shift: Shift, desk: Desk, system: System) -> None:
    """The hour itself, with the wallboard above the bar where there is a terminal."""
    poll = Poll(desk.lead, first(desk.lead), 1.0)
    bar = Progress(
        TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[said]}"), TimeElapsedColumn()
    )
    task = bar.add_task(f"{shift.hour.minutes:.0f} minutes at the desk", total=shift.hour.minutes * 60, said="")
    quiet = not screen.out.is_terminal
    shift.plan()
    try:
        with Live(Group(bar), console=screen.out, auto_refresh=False, transient=True) as shown:
            while not shift.over() and shift.elapsed < shift.hour.minutes * 60 + PATIENCE * shift.hour.speed:
                shift.go_on()
                solved, came = len(shift.score.solved), len(shift.score.tickets)
                bar.update(task, completed=min(shift.elapsed, shift.hour.minutes * 60), said=f"{solved}/{came} solved")
                if not quiet:
                    shown.update(Group(frame(poll.look(), system.stack), bar), refresh=True)
    finally:
        poll.close()
        shift.close()


def _told(shift: Shift) -> None:
    score: Score = shift.score
    screen.out.print(
        f"{len(score.tickets)} tickets, {len(score.solved)} solved; {score.declined} offers declined, {score.ignored} "
        f"not answered; led: {'; '.join(score.led) or 'nothing'}"
    )
    for fault in score.faults[:LISTED]:
        screen.out.print(f"refused: {fault}", style="yellow", markup=False)


def _agrees(verdict: Verdict, hour: Hour) -> bool:
    for each in verdict.complaints[:LISTED]:
        screen.out.print(each, style="red", markup=False)
    screen.out.print(
        f"{verdict.assignments} assignments; {_minutes(verdict.waits, hour.speed)}; the fullest agent had "
        f"{verdict.fullest:.0%} of their capacity. " + "; ".join(_met(verdict, metric) for metric in METRICS)
    )
    if verdict.complaints:
        screen.out.print(f"✗ {len(verdict.complaints)} things do not add up.", style="red")
    else:
        screen.out.print(
            "[green]✓[/green] Nothing lost or given twice, nobody above capacity, every promise judged as logged."
        )
    return not verdict.complaints


def _minutes(waits: Sequence[float], speed: float) -> str:
    if not waits:
        return "nobody was given anything"
    mean, late = statistics.fmean(waits), sorted(waits)[int(len(waits) * 0.95)]
    return f"the wait for an agent was {mean * speed / 60:.1f} minutes of the hour, 95 % below {late * speed / 60:.1f}"


def _met(verdict: Verdict, metric: str) -> str:
    hit, missed = (verdict.promises[metric, each] for each in ("hit", "missed"))
    return f"{metric} met {hit / (hit + missed):.0%}" if hit + missed else f"{metric} never began"


def _balances(system: System) -> bool:
    with screen.step("Balancing the ledger") as report:
        found = balancing.settled(system, 300)
        report(str(found))
    return not found.lost and not found.untold
