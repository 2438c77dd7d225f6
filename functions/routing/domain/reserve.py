"""How much other work would miss an agent: the fewer are free for what he can do, the more."""

from collections import Counter
from collections.abc import Iterable, Iterator

from routing.domain.agents import Ready
from routing.domain.work import Waiting

Kind = tuple[str, str]  # a skill and a language: what work asks for at once


class Reserve:
    """The free hands for each kind of work, kept while work is given out."""

    def __init__(self, agents: Iterable[Ready]) -> None:
        self._free: Counter[Kind] = Counter()
        for agent in agents:
            self._count(agent, 1)

    def change(self, old: Ready, new: Ready) -> None:
        """An agent was given something, or it was taken back."""
        self._count(old, -1)
        self._count(new, 1)

    def worth(self, agent: Ready, work: Waiting) -> float:
        """From 0, nobody would miss him, towards 1, he is the only one for much that may come."""
        asked = {need.skill for need in work.needs}
        shares = [agent.room / self._free[kind] for kind in _kinds(agent) if kind[0] not in asked and self._free[kind]]
        missed = sum(shares)
        return missed / (1.0 + missed)

    def _count(self, agent: Ready, sign: int) -> None:
        if agent.room > 0:
            for kind in _kinds(agent):
                self._free[kind] += sign * agent.room


def _kinds(agent: Ready) -> Iterator[Kind]:
    return ((skill, language) for skill in agent.skills or ("",) for language in agent.languages or ("",))
