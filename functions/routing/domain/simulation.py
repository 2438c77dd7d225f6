"""A desk in a computer: the same judgement as in earnest, with a clock that jumps from one event to the next.

Nothing in it is left to chance, so the same scenario always ends the same; what is drawn is drawn beforehand
(`drawing`). Agents take what they are given at once, and finish it after their shift if need be. Who has waited for
longer than their patience leaves. Work stays in its queue.
"""

from bisect import insort
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from heapq import heappop, heappush
from itertools import count
from typing import Any

from routing.domain.agents import Ready
from routing.domain.matching import assigned
from routing.domain.moments import after
from routing.domain.outcome import Arrival, Outcome, Served
from routing.domain.policy import Policy
from routing.domain.work import PRIORITIES, Waiting

PAGE, PAGES = 50, 4  # so many items of a line are looked at together, and so often while anybody has room


@dataclass(frozen=True, slots=True)
class Scenario:
    """What comes, who is there when, and how each queue decides.

    `shifts` are the (start, end) of an agent; who is not in it is always there. A queue that is not in `policies` has
    that of "".
    """

    arrivals: Sequence[Arrival]
    agents: Sequence[Ready]
    policies: Mapping[str, Policy]
    shifts: Mapping[str, Sequence[tuple[float, float]]] = field(default_factory=dict)


def simulated(scenario: Scenario) -> Outcome:
    """Run a scenario until nothing happens any more."""
    return _Desk(scenario).run()


class _Desk:
    """A desk between two events."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario, self._order = scenario, count()
        self.events: list[tuple[float, int, Callable[..., None], Any]] = []
        self.lines: dict[str, list[tuple[int, float, str]]] = {}
        self.waiting: dict[str, Arrival] = {}
        self.there: dict[str, Ready] = {}
        self.served: list[Served] = []
        self.left: list[Arrival] = []
        self.changes: dict[str, list[float]] = {}

    def run(self) -> Outcome:
        """Take the events in the order of their moments."""
        for agent in self.scenario.agents:
            self._employ(agent)
        for arrival in self.scenario.arrivals:
            self._at(arrival.work.place, self._arrive, arrival)
        while self.events:
            now, _, happens, what = heappop(self.events)
            happens(now, what)
            for queue in self._queues():
                self._turn(queue, now)
        return Outcome(self.served, self.left, list(self.waiting.values()))

    def _at(self, moment: float, happens: Callable[..., None], what: Any) -> None:
        heappush(self.events, (moment, next(self._order), happens, what))

    def _employ(self, agent: Ready) -> None:
        shifts = self.scenario.shifts.get(agent.id)
        if shifts is None:
            self.there[agent.id] = agent
        for start, end in shifts or ():
            self._at(start, self._come, replace(agent, since=start, until=end))

    def _come(self, _: float, agent: Ready) -> None:
        held = self.there.get(agent.id)
        self.there[agent.id] = replace(agent, load=held.load, taken=held.taken, turn=held.turn) if held else agent

    def _arrive(self, now: float, arrival: Arrival) -> None:
        work = arrival.work
        self.waiting[work.id] = arrival
        insort(self.lines.setdefault(work.queue, []), _line(work))
        for seconds in self._changes(work.queue):
            self._at(now + seconds, self._look, None)
        if arrival.patience is not None:
            self._at(now + arrival.patience, self._leave, work.id)

    def _look(self, now: float, _: None) -> None:
        """Somebody else may take an item from this moment on."""

    def _leave(self, _: float, item: str) -> None:
        if item in self.waiting:
            self.left.append(self._out(item))

    def _done(self, now: float, what: tuple[str, int]) -> None:
        agent = self.there[what[0]]
        self.there[agent.id] = replace(agent, load=agent.load - what[1], since=now)

    def _out(self, item: str) -> Arrival:
        arrival = self.waiting.pop(item)
        self.lines[arrival.work.queue].remove(_line(arrival.work))
        return arrival

    def _changes(self, queue: str) -> list[float]:
        """After how many seconds of waiting more agents than before may take an item; found once for each queue."""
        if queue not in self.changes:
            self.changes[queue] = self._found_changes(queue)
        return self.changes[queue]

    def _found_changes(self, queue: str) -> list[float]:
        servings = [agent.serving(queue) for agent in self.scenario.agents]
        return sorted({*after(self._policy(queue), None, [each.delay for each in servings if each])})

    def _queues(self) -> list[str]:
        """The queues with work: first those that the free agents serve first, then the ones that waited longest."""
        free = [agent for agent in self.there.values() if agent.room > 0]
        if not free or not self.waiting:
            return []
        return sorted(filter(self.lines.get, self.lines), key=lambda queue: (_level(queue, free), self.lines[queue][0]))

    def _turn(self, queue: str, now: float) -> None:
        line = [self.waiting[item].work for _, _, item in self.lines[queue][: PAGE * PAGES]]
        for start in range(0, len(line), PAGE):
            agents = [agent for agent in self.there.values() if agent.serving(queue)]
            if any(agent.room > 0 for agent in agents):
                self._give(line[start : start + PAGE], agents, now)

    def _give(self, line: Sequence[Waiting], agents: Sequence[Ready], now: float) -> None:
        for work, holder in assigned(line, agents, self._policy(line[0].queue), now):
            arrival = self._out(work.id)
            self.served.append(Served(arrival, self.there[holder], now))
            self.there[holder] = self._kept(self.there[holder].taking(work.units, now), now)
            self._at(now + arrival.handling, self._done, (holder, work.units))

    def _policy(self, queue: str) -> Policy:
        return self.scenario.policies.get(queue) or self.scenario.policies[""]

    def _kept(self, agent: Ready, now: float) -> Ready:
        """No more of the past than a fair share looks at."""
        windows = (policy.fair_share.window for policy in self.scenario.policies.values() if policy.fair_share)
        since = now - max(windows, default=0.0)
        return replace(agent, taken=tuple(each for each in agent.taken if each > since))


def _line(work: Waiting) -> tuple[int, float, str]:
    return -PRIORITIES.index(work.priority), work.place, work.id


def _level(queue: str, free: Sequence[Ready]) -> float:
    servings = (agent.serving(queue) for agent in free)
    return min((serving.priority for serving in servings if serving), default=float("inf"))
