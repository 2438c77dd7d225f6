"""What the clocks of a ticket measure, and how they go on. They are functions of what happened to it.

    firstResponse  from the opening to the first public reply of an agent
    nextResponse   after that, from the customer's oldest message without an answer to the next public reply
    resolution     from the opening until it is solved
    update         from a public reply of an agent to the next one

Solving a ticket ends them all. One that is reopened goes on with its resolution, and with its first response where
there was none. A cycle is missed when its deadline passes, and stays so; else it is hit when it ends.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta

from onestop.clock import rfc3339
from onestop.errors import Invalid
from tickets.domain import standing
from tickets.domain.clock_states import MISSED, OPEN, Clock, Clocks, Notice, Settled
from tickets.domain.sla_policy import METRICS, Policy, Target
from tickets.domain.standing import Piece, Wait


@dataclass(frozen=True, slots=True)
class Facts:
    """What happened to a ticket, as moments, and its priority."""

    priority: str
    created_at: str
    first_replied_at: str | None = None
    waiting_since: str | None = None
    last_agent_at: str | None = None
    resolved_at: str | None = None
    waits: tuple[Wait, ...] = ()


@dataclass(frozen=True, slots=True)
class _Now:
    """What clocks go by at a moment. `fresh`: deadlines are worked out anew, by another policy or edition."""

    facts: Facts
    policy: Policy | None
    fresh: bool
    at: str

    def target(self, metric: str) -> Target | None:
        return self.policy.target(metric, self.facts.priority) if self.policy else None


def advance(clocks: Clocks, facts: Facts, policy: Policy | None, edition: int, at: str) -> Clocks:
    """The clocks at a moment, given what has happened until then; whatever became due meanwhile is missed.

    A deadline that stood is judged before another policy gives another one.
    """
    name = policy.id if policy else None
    now = _Now(facts, policy, (name, edition) != (clocks.policy, clocks.edition), at)
    made = Clocks(name, edition, untold=list(clocks.untold))
    for metric in METRICS:
        before = clocks.by_metric.get(metric)
        for clock in _cycles(metric, before, now):
            _note(made, before, clock, at)
            made.by_metric[metric] = before = clock
    return made


def tell(clocks: Clocks, at: str) -> Notice | None:
    """Take the next notice that is due; each is given once. A warning is none any more once its cycle is over."""
    clocks.told = None
    if clocks.untold:
        clocks.told = clocks.untold.pop(0)
        return clocks.told
    for metric, clock in clocks.by_metric.items():
        if clock.promises and clock.warned_at is None and clock.warn_at and clock.warn_at <= at:
            clocks.by_metric[metric] = replace(clock, warned_at=at)
            clocks.told = Notice("warned", metric, clock.cycle, str(clock.due_at))
            return clocks.told
    return None


def _note(made: Clocks, before: Clock | None, clock: Clock, at: str) -> None:
    """Keep what has become of a cycle that was otherwise before."""
    was = before.outcome if before and before.cycle == clock.cycle else OPEN
    if clock.outcome == was:
        return
    moment = clock.breached_at or clock.ended_at or at
    made.settled.append(Settled(clock.metric, clock.cycle, clock.outcome, moment))
    if clock.outcome == MISSED:
        made.untold.append(Notice("breached", clock.metric, clock.cycle, moment))


def _cycles(metric: str, clock: Clock | None, now: _Now) -> Iterator[Clock]:
    """The cycle that a clock is in, and after it the next one where that has begun."""
    if clock is not None:
        clock = _judged(clock, now)
    following = _following(metric, clock, now)
    if following is None:
        if clock is not None and (clock := _promised(clock, now)) is not None:
            yield clock
        return
    if clock is not None:
        yield clock
    if (promised := _promised(following, now)) is not None:
        yield promised


def _following(metric: str, clock: Clock | None, now: _Now) -> Clock | None:
    """The cycle that begins now: only where something is promised, and for what is not over yet."""
    start = STARTS[metric](now.facts)
    if start is None or now.target(metric) is None:
        return None
    if clock is not None and (clock.ended_at is None or clock.started_at == start):
        return None
    begun = Clock(metric, start)
    if ENDS[metric](now.facts, begun) is not None:
        return None
    return begun if clock is None else replace(begun, cycle=clock.cycle + 1, misses=clock.misses)


def _judged(clock: Clock, now: _Now) -> Clock:
    """A clock that ends, or goes on, or runs again because its ticket was reopened."""
    end = ENDS[clock.metric](now.facts, clock)
    if clock.ended_at is not None:
        return clock if end is not None else replace(clock, ended_at=None, left=None, due_at=clock.breached_at)
    clock = _late(clock, end or now.at)
    return clock if end is None else replace(clock, ended_at=end, left=None)


def _late(clock: Clock, at: str) -> Clock:
    """A clock whose deadline passed before a moment has missed it."""
    if clock.breached_at is not None or clock.due_at is None or at <= clock.due_at:
        return clock
    return replace(clock, breached_at=clock.due_at, misses=clock.misses + 1)


def _promised(clock: Clock, now: _Now) -> Clock | None:
    """A clock with its deadline by the policy that holds now; None for one that nothing is promised for any more.

    One of which something was told stays without a deadline: should it be promised again, that is not told twice.
    """
    if clock.ended_at is not None:
        return clock
    target = now.target(clock.metric)
    if target is None and clock.cycle == 1 and not clock.misses and clock.warned_at is None:
        return None
    run = standing.pieces(clock.started_at, now.facts.waits, now.policy.stops if now.policy else standing.OVER)
    stands = standing.stands(run)
    if clock.breached_at is not None:
        return replace(clock, left=0.0 if stands else None)
    if target is None:
        return replace(clock, target=None, due_at=None, warn_at=None, left=None)
    if not now.fresh and clock.target == target.seconds and stands == (clock.left is not None) and _is_set(clock):
        return clock
    return _late(_timed(clock, target, run, now), now.at)


def _is_set(clock: Clock) -> bool:
    return clock.due_at is not None or clock.left is not None


def _timed(clock: Clock, target: Target, run: list[Piece], now: _Now) -> Clock:
    """A clock with its deadline and its warning, or with what is left of its time as long as it stands."""
    time = timedelta(seconds=target.seconds)
    due_at, left = _moment(target, run, time), None
    if standing.stands(run):
        left = max(0.0, round((time - standing.used(target.hours, run)).total_seconds(), 3))
    warns_after = now.policy.warns_after(target) if now.policy else None
    warn_at = _moment(target, run, warns_after) if warns_after is not None else None
    return replace(clock, target=target.seconds, due_at=due_at, warn_at=warn_at, left=left)


def _moment(target: Target, run: list[Piece], time: timedelta) -> str | None:
    """When so much open time has passed; None where it stands before, or that is more than five years away."""
    with suppress(Invalid):
        reached = standing.reached(target.hours, run, time)
        return rfc3339(reached) if reached else None
    return None


def _next_response(facts: Facts, clock: Clock) -> str | None:
    if facts.waiting_since == clock.started_at:
        return facts.resolved_at
    answered = facts.last_agent_at if (facts.last_agent_at or "") >= clock.started_at else None
    return clock.ended_at or answered or facts.resolved_at or facts.waiting_since


def _update(facts: Facts, clock: Clock) -> str | None:
    if facts.last_agent_at == clock.started_at:
        return facts.resolved_at
    return clock.ended_at or facts.last_agent_at


# When the present cycle of a metric begins, and when a cycle ends.
STARTS: Mapping[str, Callable[[Facts], str | None]] = {
    "firstResponse": lambda facts: facts.created_at,
    "nextResponse": lambda facts: facts.waiting_since if facts.first_replied_at else None,
    "resolution": lambda facts: facts.created_at,
    "update": lambda facts: facts.last_agent_at,
}
ENDS: Mapping[str, Callable[[Facts, Clock], str | None]] = {
    "firstResponse": lambda facts, _: facts.first_replied_at or facts.resolved_at,
    "nextResponse": _next_response,
    "resolution": lambda facts, _: facts.resolved_at,
    "update": _update,
}
