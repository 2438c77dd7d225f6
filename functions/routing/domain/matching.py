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
    desk.serve(_addressed(waiting, agents, policy, now))
    return list(desk.told())


def assigned(
    waiting: Sequence[Waiting], agents: Sequence[Ready], policy: Policy, now: float
) -> list[tuple[Waiting, str]]:
    """The same judgement without the reasons: each item that is given, and the id of the agent who gets it."""
    desk = _Desk(agents, policy, now)
    desk.serve(_addressed(waiting, agents, policy, now))
    return [(work, holder) for holder, works in desk.given.items() for work in works]


def _addressed(waiting: Sequence[Waiting], agents: Sequence[Ready], policy: Policy, now: float) -> list[Waiting]:
    """The work in the order of its urgency; what nobody is kept for any more says so."""
    there = {agent.id: agent for agent in agents}
    ordered = sorted(waiting, key=lambda work: (-urgency(work, policy, now), work.place, work.id))
    return [_free(work, there, policy, now) for work in ordered]


def _free(work: Waiting, there: dict[str, Ready], policy: Policy, now: float) -> Waiting:
    """Work is kept for its last agent only while he is there and nothing but his load is in the way."""
    last = there.get(work.last_agent or "")
    if last is not None and barred(Pair(work, last, policy, now)) is None:
        return work
    return work if work.last_agent is None else replace(work, last_agent=None)


class _Desk:
    """The agents while work is being given out."""

    def __init__(self, agents: Sequence[Ready], policy: Policy, now: float) -> None:
        self.policy, self.now = policy, now
        self.agents = {agent.id: agent for agent in sorted(agents, key=lambda agent: agent.id)}
        self.before = dict(self.agents)
        self.given: dict[str, list[Waiting]] = {}
        self.reserve = Reserve(agents) if policy.weights.get("reserve") else None

    def serve(self, ordered: Sequence[Waiting]) -> None:
        """Give out what can be given, pass by pass."""
        left = list(ordered)
        for level in self._passes(ordered):
            left = [work for work in left if not self._placed(work, level)]

    def told(self) -> Iterator[Decision]:
        """The decisions, and who else was looked at for each."""
        holders = {work.id: (work, holder) for holder, works in self.given.items() for work in works}
        seen = dict(self.before)
        for work, holder in holders.values():
            candidates = tuple(sorted(self._candidates(work, seen), key=_rank))
            total = next((each.total for each in candidates if each.agent == holder), 0.0)
            yield Decision(work.id, holder, total, candidates, reason(work, holder, candidates, self.now))
            seen[holder] = seen[holder].taking(work.units, self.now)

    def _passes(self, ordered: Sequence[Waiting]) -> list[int]:
        queues = {work.queue for work in ordered}
        found = {agent.serving(queue) for agent in self.agents.values() for queue in queues}
        return sorted({serving.priority for serving in found if serving})

    def _placed(self, work: Waiting, level: int) -> bool:
        """Whether somebody was found for an item, among those who serve its queue at this level or an earlier one."""
        least = [agent for agent in self.agents.values() if agent.room >= work.units]
        best = self._best(work, least, level)
        if best is None:
            return self._moved_over(work, level, set())
        self._give(work, best)
        return True

    def _best(self, work: Waiting, among: Sequence[Ready], level: int) -> Ready | None:
        options = [(self._score(work, agent), agent) for agent in among if self._serves(agent, work, level)]
        allowed = [(scored.total, agent) for scored, agent in options if scored.refused is None]
        return min(allowed, key=lambda each: (-each[0], each[1].since, each[1].id))[1] if allowed else None

    def _moved_over(self, work: Waiting, level: int, asked: set[str]) -> bool:
        """Make room with an agent who was just given something that somebody else can take."""
        for agent in [self.agents[holder] for holder in self.given if holder not in asked]:
            if not self._serves(agent, work, level) or barred(Pair(work, agent, self.policy, self.now)):
                continue
            asked.add(agent.id)
            for held in list(self.given[agent.id]):
                if agent.room + held.units >= work.units and self._handed_on(held, agent.id, level, asked):
                    self._give(work, self.agents[agent.id])
                    return True
        return False

    def _handed_on(self, held: Waiting, holder: str, level: int, asked: set[str]) -> bool:
        self._take_back(held, holder)
        others = [agent for agent in self.agents.values() if agent.id not in asked and agent.room >= held.units]
        best = self._best(held, others, level)
        if best is not None:
            self._give(held, best)
            return True
        if self._moved_over(held, level, asked):
            return True
        self._give(held, self.agents[holder])
        return False

    def _give(self, work: Waiting, agent: Ready) -> None:
        self.given.setdefault(agent.id, []).append(work)
        self._changed(agent, agent.taking(work.units, self.now))

    def _take_back(self, work: Waiting, holder: str) -> None:
        kept = [each for each in self.given[holder] if each.id != work.id]
        self.given[holder] = kept
        agent = self.before[holder]
        for each in kept:
            agent = agent.taking(each.units, self.now)
        self._changed(self.agents[holder], agent)

    def _changed(self, old: Ready, new: Ready) -> None:
        self.agents[new.id] = new
        if self.reserve:
            self.reserve.change(old, new)

    def _serves(self, agent: Ready, work: Waiting, level: int) -> bool:
        serving = agent.serving(work.queue)
        return serving is not None and serving.priority <= level

    def _score(self, work: Waiting, agent: Ready) -> Scored:
        worth = self.reserve.worth(agent, work) if self.reserve else 0.0
        return score(work, agent, self.policy, self.now, worth)

    def _candidates(self, work: Waiting, seen: dict[str, Ready]) -> Iterator[Candidate]:
        reserve = Reserve(list(seen.values()))
        for agent in seen.values():
            scored = score(work, agent, self.policy, self.now, reserve.worth(agent, work))
            yield Candidate(agent.id, scored.total, scored.parts, scored.refused, agent.since)


def _rank(each: Candidate) -> tuple[bool, float, float, str]:
    return each.refused is not None, -each.total, each.since, each.agent
