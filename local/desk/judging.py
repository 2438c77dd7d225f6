"""Whether the hour adds up: no work lost or given twice, nobody above capacity, every promise rightly judged."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from typing import Any

from local.desk.log import Log, Step, in_time

RUNS = frozenset({"new", "open", "hold"})  # while a ticket is in these, its clocks run: the policy stops on pending
METRICS = ("firstResponse", "nextResponse", "resolution")
Item = dict[str, Any]
Span = tuple[datetime, datetime]


@dataclass(slots=True)
class Verdict:
    """What was looked at, what was found, and every complaint."""

    tickets: int = 0
    assignments: int = 0
    fullest: float = 0.0
    promises: Counter[tuple[str, str]] = field(default_factory=Counter)
    waits: list[float] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


def judged(
    log: Log, opened: Sequence[str], solved: Iterable[str], capacities: Mapping[str, int], policy: Item
) -> Verdict:
    """Go through the log of an hour. `capacities` are the agents' in units, `policy` is what was promised."""
    verdict, done = Verdict(len(opened)), set(solved)
    verdict.complaints += _lost(log, opened, done)
    verdict.complaints += _twice(log, opened, verdict)
    verdict.complaints += _above(log, opened, capacities, verdict)
    for ticket in (each for each in opened if each in done):
        verdict.complaints += _promises(log, ticket, policy, verdict)
    return verdict


def _lost(log: Log, opened: Sequence[str], solved: set[str]) -> Iterator[str]:
    for ticket in opened:
        steps = log.work.get(ticket)
        if not steps:
            yield f"{ticket}: no work came of it"
        elif ticket not in solved:
            yield f"{ticket}: nobody has solved it; its work is {steps[-1].record['state']}"
        elif steps[-1].record["state"] not in ("done", "withdrawn"):
            yield f"{ticket}: it is solved, and its work is {steps[-1].record['state']}"


def _twice(log: Log, opened: Sequence[str], verdict: Verdict) -> Iterator[str]:
    """Whoever has an item gives it back, or is done, before somebody else has it."""
    for ticket in opened:
        holder: str | None = None
        steps = log.work.get(ticket, [])
        if steps:
            verdict.waits += _waited(steps)
        for step in steps:
            has = _holder(step.record)
            if has and holder and has != holder and step.event in ("WorkOffered", "WorkAssigned"):
                yield f"{ticket}: {has} was given it while {holder} had it"
            verdict.assignments += step.event == "WorkAssigned"
            holder = has


def _waited(steps: list[Step]) -> list[float]:
    first = next((step for step in steps if step.event == "WorkAssigned"), None)
    return [(first.at - steps[0].at).total_seconds()] if first else []


def _above(log: Log, opened: Sequence[str], capacities: Mapping[str, int], verdict: Verdict) -> Iterator[str]:
    """What an agent holds, offers among it, summed up event by event."""
    holds: dict[str, tuple[str, int]] = {}
    for ticket, step in in_time({each: log.work.get(each, []) for each in opened}):
        agent = _holder(step.record)
        holds.pop(ticket, None)
        if agent is None:
            continue
        holds[ticket] = (agent, step.record["units"])
        load = sum(units for holder, units in holds.values() if holder == agent)
        verdict.fullest = max(verdict.fullest, load / capacities[agent])
        if load > capacities[agent] and not step.record.get("byHand"):
            yield f"{agent}: had {load} of {capacities[agent]} units at {step.at:%H:%M:%S.%f}"


def _holder(work: Item) -> str | None:
    if work["state"] == "offered":
        return str(work["offer"]["agent"])
    return work["agent"] if work["state"] == "assigned" else None


def _promises(log: Log, ticket: str, policy: Item, verdict: Verdict) -> Iterator[str]:
    """Each promise by what was written and when, and what the ticket itself says of it."""
    steps = log.tickets.get(ticket, [])
    if not steps:
        yield f"{ticket}: the log does not know it"
        return
    final = steps[-1].record
    targets = policy["targets"].get(steps[0].record["priority"]) or policy["targets"]["normal"]
    said = {each["metric"]: each["misses"] for each in (final["sla"] or {}).get("clocks", ())}
    for metric in METRICS:
        spans = _SPANS[metric](steps, log.comments.get(ticket, []))
        missed = sum(_ran(steps, span) > targets[metric] for span in spans)
        verdict.promises[metric, "missed" if missed else "hit"] += bool(spans)
        if missed != said.get(metric, 0):
            yield f"{ticket}: {metric} was missed {missed} times by the log, {said.get(metric, 0)} by the ticket"


def _ran(steps: list[Step], span: Span) -> float:
    """Seconds of a span in which the clocks ran, by the category of the ticket's status."""
    start, end = span
    edges = [(step.at, step.record["statusCategory"]) for step in steps] + [(end, "")]
    total = 0.0
    for (since, category), (until, _) in pairwise(edges):
        if category in RUNS:
            total += max(0.0, (min(until, end) - max(since, start)).total_seconds())
    return total


def _public(comments: list[Step], sender: str) -> list[datetime]:
    added = [step for step in comments if step.event == "CommentAdded" and step.record["public"]]
    return sorted(_at(step.record["createdAt"]) for step in added if step.record["from"] == sender)


def _first(steps: list[Step], comments: list[Step]) -> list[Span]:
    ends = _public(comments, "agent") + _ends(steps)
    return [(_at(steps[0].record["createdAt"]), min(ends))] if ends else []


def _next(steps: list[Step], comments: list[Step]) -> list[Span]:
    """From the oldest message without an answer to the next answer, after the first one."""
    answers = _public(comments, "agent")
    found: list[Span] = []
    for asked in _public(comments, "requester"):
        after = [each for each in answers if each >= asked]
        answered_before = [each for each in answers if each < asked]
        if after and answered_before and (not found or asked > found[-1][1]):
            found.append((asked, min(after)))
    return found


def _whole(steps: list[Step], _: list[Step]) -> list[Span]:
    ends = _ends(steps)
    return [(_at(steps[0].record["createdAt"]), max(ends))] if ends else []


def _ends(steps: list[Step]) -> list[datetime]:
    """When it was solved, each time."""
    return [_at(step.record["resolvedAt"]) for step in steps if step.record.get("resolvedAt")]


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text)


_SPANS = {"firstResponse": _first, "nextResponse": _next, "resolution": _whole}
