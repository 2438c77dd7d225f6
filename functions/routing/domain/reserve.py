"""How much other work would miss an agent: the fewer are free for what he can do, the more."""

from collections import Counter
from collections.abc import Iterable

from routing.domain.agents import Ready

Kind = tuple[str, str]  # a skill and a language: what work asks for at once


class Reserve:
    """The free room for each kind of work, kept while work is given out. Less than `least` units are no room."""

    def __init__(self, agents: Iterable[Ready], least: int) -> None:
        self._least = least
        self._free: Counter[Kind] = Counter()
        self._kinds: dict[str, list[Kind]] = {}
        for agent in agents:
            self._count(agent, self._room(agent))

    def change(self, old: Ready, new: Ready) -> None:
        """An agent was given something, or it was taken back."""
        self._count(old, self._room(new) - self._room(old))

    def worth(self, agent: Ready) -> float:
        """From 0, nobody would miss them, towards 1, they are the only one for much that may come.

        Their share of the free room for a kind counts squared: to take one of two hurts more than to take two of four.
        """
        free = [self._free[kind] for kind in self._kinds_of(agent)]
        missed = agent.room**2 * sum(1 / room**2 for room in free if room > 0)
        return missed / (1.0 + missed)

    def _room(self, agent: Ready) -> int:
        return agent.room if agent.room >= self._least else 0

    def _count(self, agent: Ready, units: int) -> None:
        for kind in self._kinds_of(agent):
            self._free[kind] += units

    def _kinds_of(self, agent: Ready) -> list[Kind]:
        kinds = self._kinds.get(agent.id)
        if kinds is None:
            spoken = agent.languages or ("",)
            kinds = self._kinds[agent.id] = [(skill, each) for skill in agent.skills or ("",) for each in spoken]
        return kinds
