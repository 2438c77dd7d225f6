"""Who gets what: the most urgent work first, each to the agent who suits it best and whom other work needs least.

Three things make this better than one look at each item:

- *Reserve*: of those who could take an item, it prefers who is not the last one free for something else.
- *Moving over*: where only agents who were just given something could take an item, that something moves on to another
  agent who can. The most urgent stay served and as many as possible are (an augmenting path: C. Berge, "Two theorems in
  graph theory", 1957), so no item waits while somebody who could take it has nothing.
- *Passes*: queues that an agent serves first are looked at before those that he serves second.

The same items, agents, policy and moment always give the same decisions.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from routing.domain.agents import Ready
from routing.domain.policy import Policy
from routing.domain.reserve import Reserve
from routing.domain.scoring import Pair, Scored, barred, score, urgency
from routing.domain.wording import Candidate, reason
from routing.domain.work import Waiting


@dataclass(frozen=True, slots=True)
class Decision:
    """Work and the agent who gets it, with everybody who was looked at, the best first, and why, in words."""

    work: str
    agent: str
    total: float
    candidates: tuple[Candidate, ...]
    reason: str


def decide(waiting: Sequence[Waiting], agents: Sequence[Ready], policy: Policy, now: float) -> list[Decision]:
    """What happens to whom, with the reasons.

    `agents` is everybody who is there for these items, full or not: for who had an item last it is only kept while he
    is among them. Nobody gets more than fits.
    """
    desk = _Desk(agents, policy, now)
    desk.serve(waiting)
    return list(desk.told())


def assigned(
    waiting: Sequence[Waiting], agents: Sequence[Ready], policy: Policy, now: float
) -> list[tuple[Waiting, str]]:
    """The same judgement without the reasons: each item that is given, and the id of the agent who gets it."""
    desk = _Desk(agents, policy, now)
    desk.serve(waiting)
    return [(work, holder) for holder, works in desk.given.items() for work in works]


class Found(NamedTuple):
    """Who suits an item best, and with how many points."""

    total: float
    agent: str


class _Desk:
    """The agents while work is being given out. `free` are those with room for the smallest item, as they are now."""

    def __init__(self, agents: Sequence[Ready], policy: Policy, now: float) -> None:
        self.policy, self.now = policy, now
        self.there = {agent.id: agent for agent in sorted(agents, key=lambda agent: agent.id)}
        self.given: dict[str, list[Waiting]] = {}

    def serve(self, waiting: Sequence[Waiting]) -> None:
        """Give out what can be given, pass by pass."""
        self.least = min((work.units for work in waiting), default=0)
        self.free = {agent.id: agent for agent in self.there.values() if agent.room >= self.least}
        self.reserve = Reserve(self.free.values(), self.least) if self.policy.weights.get("reserve") else None
        left = self._ordered(waiting) if self.free else []
        for level in self._passes(left):
            left = self._paired(left, level)
            left = [work for work in left if not (self.free and self._moved_over(work, level, set()))]

    def told(self) -> Iterator[Decision]:
        """The decisions, and who else was looked at for each."""
        seen = dict(self.there)
        for holder, work in [(holder, work) for holder, works in self.given.items() for work in works]:
            candidates = tuple(sorted(self._candidates(work, seen), key=_rank))
            total = next((each.total for each in candidates if each.agent == holder), 0.0)
            yield Decision(work.id, holder, total, candidates, reason(work, holder, candidates, self.now))
            seen[holder] = seen[holder].taking(work.units, self.now)

    def _ordered(self, waiting: Sequence[Waiting]) -> list[Waiting]:
        """The most urgent first; where nobody is kept for it any more it says so."""
        ordered = sorted(waiting, key=lambda work: (-urgency(work, self.policy, self.now), work.place, work.id))
        return [work if work.last_agent is None else self._released(work) for work in ordered]

    def _released(self, work: Waiting) -> Waiting:
        """Work is kept for its last agent only while they are there and nothing but their load is in the way."""
        last = self.there.get(work.last_agent or "")
        kept = last is not None and barred(Pair(work, last, self.policy, self.now)) is None
        return work if kept else replace(work, last_agent=None)

    def _passes(self, ordered: Sequence[Waiting]) -> list[int]:
        queues = {work.queue for work in ordered}
        found = (agent.serving(queue) for agent in self.free.values() for queue in queues)
        return sorted({serving.priority for serving in found if serving})

    def _paired(self, ordered: Sequence[Waiting], level: int) -> list[Waiting]:
        """Give out the pairs with the most points, among agents who serve a queue at this level or an earlier one; what
        is left. Who took something is looked at anew, and so is only the work that would have been theirs."""
        left = dict(enumerate(ordered))
        best = {at: self._best(work, level, set()) for at, work in left.items()}
        while pairs := [(-found.total, at, found.agent) for at, found in best.items() if found]:
            _, at, agent = min(pairs)
            self._give(left.pop(at), self._now(agent))
            del best[at]
            best.update({other: self._best(left[other], level, set()) for other, found in best.items()
                         if found and found.agent == agent})  # fmt: skip
        return list(left.values())

    def _best(self, work: Waiting, level: int, but: set[str]) -> Found | None:
        among = [agent for agent in self.free.values() if agent.room >= work.units and agent.id not in but]
        options = [(self._score(work, agent), agent) for agent in among if self._serves(agent, work, level)]
        allowed = [(-scored.total, agent.since, agent.id) for scored, agent in options if not scored.refused]
        if not allowed:
            return None
        total, _, agent_id = min(allowed)
        return Found(-total, agent_id)

    def _moved_over(self, work: Waiting, level: int, asked: set[str]) -> bool:
        """Make room with an agent who was just given something that somebody else can take."""
        for holder in [each for each in self.given if each not in asked]:
            agent = self._now(holder)
            if not self._serves(agent, work, level) or barred(Pair(work, agent, self.policy, self.now)):
                continue
            asked.add(holder)
            for held in list(self.given[holder]):
                if agent.room + held.units >= work.units and self._handed_on(held, holder, level, asked):
                    self._give(work, self._now(holder))
                    return True
        return False

    def _handed_on(self, held: Waiting, holder: str, level: int, asked: set[str]) -> bool:
        self._hold(holder, [each for each in self.given[holder] if each.id != held.id])
        if best := self._best(held, level, asked):
            self._give(held, self._now(best.agent))
            return True
        if self._moved_over(held, level, asked):
            return True
        self._give(held, self._now(holder))
        return False

    def _give(self, work: Waiting, agent: Ready) -> None:
        self._hold(agent.id, [*self.given.get(agent.id, ()), work])

    def _hold(self, holder: str, works: list[Waiting]) -> None:
        """From now on an agent has just these of what is given out."""
        old = self._now(holder)
        self.given[holder] = works
        new = self._now(holder)
        if self.reserve:
            self.reserve.change(old, new)
        if new.room >= self.least:
            self.free[holder] = new
        else:
            self.free.pop(holder, None)

    def _now(self, holder: str) -> Ready:
        """An agent with what was given to them so far."""
        agent = self.there[holder]
        for work in self.given.get(holder, ()):
            agent = agent.taking(work.units, self.now)
        return agent

    def _serves(self, agent: Ready, work: Waiting, level: int) -> bool:
        serving = agent.serving(work.queue)
        return serving is not None and serving.priority <= level

    def _score(self, work: Waiting, agent: Ready) -> Scored:
        worth = self.reserve.worth(agent) if self.reserve else 0.0
        return score(work, agent, self.policy, self.now, worth)

    def _candidates(self, work: Waiting, seen: dict[str, Ready]) -> Iterator[Candidate]:
        reserve = Reserve(seen.values(), self.least)
        for agent in seen.values():
            scored = score(work, agent, self.policy, self.now, reserve.worth(agent))
            yield Candidate(agent.id, scored.total, scored.parts, scored.refused, agent.since)


def _rank(each: Candidate) -> tuple[bool, float, float, str]:
    return each.refused is not None, -each.total, each.since, each.agent
