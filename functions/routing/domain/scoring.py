"""How well an agent suits an item of work: the one scoring function of the house.

An agent is refused, with the reason in words, or gets points: for each part its weight in the policy times what the
part is worth here. The parts of urgency depend on the work alone and say which work comes first; those of fitness lie
between 0 and 1 and say who gets it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from routing.domain.agents import Ready
from routing.domain.policy import Policy
from routing.domain.work import PRIORITIES, Need, Waiting

HALF = 600.0  # seconds after which a part that grows with time has reached half of its worth


@dataclass(frozen=True, slots=True)
class Scored:
    """The points, where they come from, and why not, if so."""

    total: float
    parts: Mapping[str, float]
    refused: str | None = None


class Pair(NamedTuple):
    """An item of work and somebody who may get it; `worth` is how much others would miss the agent, from 0 to 1."""

    work: Waiting
    agent: Ready
    policy: Policy
    now: float
    worth: float = 0.0

    @property
    def waited(self) -> float:
        return self.work.waited(self.now)


def score(work: Waiting, agent: Ready, policy: Policy, now: float, worth: float = 0.0) -> Scored:
    """The points of a pair; `worth` is how much other work would miss this agent, see `matching`."""
    pair = Pair(work, agent, policy, now, worth)
    if reason := barred(pair) or full(pair):
        return Scored(0.0, {}, reason)
    parts = {name: weight * PARTS[name](pair) for name, weight in policy.weights.items() if weight}
    return Scored(sum(parts.values()), parts)


def urgency(work: Waiting, policy: Policy, now: float) -> float:
    """How urgent work is, in minutes of waiting."""
    pair = Pair(work, _NOBODY, policy, now)
    return sum(policy.weights.get(name, 0.0) * part(pair) for name, part in _OF_URGENCY.items())


def barred(pair: Pair) -> str | None:
    """Why an agent cannot get this work even with enough room; None: nothing is in the way."""
    for rule in _RULES:
        if reason := rule(pair):
            return reason
    return None


def full(pair: Pair) -> str | None:
    """Why an agent has no room for this work."""
    if pair.agent.room >= pair.work.units:
        return None
    return f"is full: has {max(0, pair.agent.room)} of the {pair.work.units} units that it takes"


def lacking(needs: tuple[Need, ...], agent: Ready, eased: int = 0) -> Iterator[Need]:
    """What an agent lacks of some needs whose levels are lowered by `eased`."""
    return (need for need in needs if agent.skills.get(need.skill, 0) < need.level - eased)


def speaks(agent: Ready, language: str) -> bool:
    """Whether an agent speaks a language: `zh` serves `zh-CN` and the other way round (RFC 4647, basic filtering)."""
    if language in agent.languages:
        return True
    asked = language.casefold()
    return any(asked == own or asked.startswith(f"{own}-") or own.startswith(f"{asked}-")
               for own in map(str.casefold, agent.languages))  # fmt: skip


def _channel(pair: Pair) -> str | None:
    takes = pair.agent.channels
    return f"takes no {pair.work.channel} now" if takes is not None and pair.work.channel not in takes else None


def _queue(pair: Pair) -> str | None:
    serving = pair.agent.serving(pair.work.queue)
    if serving is None:
        return "does not serve this queue"
    waits = serving.delay and pair.waited < serving.delay
    return f"serves this queue after {serving.delay:.0f} s of waiting" if waits else None


def _language(pair: Pair) -> str | None:
    asked, policy = pair.work.language, pair.policy
    if not asked or not policy.require_language or speaks(pair.agent, asked):
        return None
    eased = policy.language_after is not None and pair.waited >= policy.language_after
    return None if eased else f"does not speak {asked}"


def _skills(pair: Pair) -> str | None:
    if not pair.policy.require_skills:
        return None
    eased = pair.policy.eased(pair.waited)
    for need in lacking(pair.work.needs, pair.agent, eased):
        has = pair.agent.skills.get(need.skill, 0)
        return f"has {need.skill} at level {has}, {need.level - eased} is needed" if has else f"has no {need.skill}"
    return None


def _last_agent(pair: Pair) -> str | None:
    last, kept = pair.work.last_agent, pair.policy.last_agent
    others = last and last != pair.agent.id and pair.waited < kept
    return f"it is kept for who had it last, for {kept:.0f} s" if others else None


def _tried(pair: Pair) -> str | None:
    when = pair.work.tried.get(pair.agent.id)
    if when is None or pair.now - when >= pair.policy.again:
        return None
    return f"passed on it {max(0.0, pair.now - when):.0f} s ago"


def _fair_share(pair: Pair) -> str | None:
    share = pair.policy.fair_share
    if not share or sum(pair.now - each < share.window for each in pair.agent.taken) < share.most:
        return None
    return f"has had {share.most} items in {share.window:.0f} s, which is the fair share"


def _shift(pair: Pair) -> str | None:
    over = pair.agent.until is not None and pair.now >= pair.agent.until
    return "has no shift any more" if over else None


_RULES = (_channel, _queue, _language, _skills, _last_agent, _tried, _fair_share, _shift)


def _sla(pair: Pair) -> float:
    """0 where nothing is promised, nearly 1 at the deadline, 1 from there on."""
    if pair.work.due is None:
        return 0.0
    return HALF / (HALF + max(0.0, pair.work.due - pair.now))


def _skill(pair: Pair) -> float:
    """1 for all that is asked for; what is missing takes off its share."""
    needs = pair.work.needs
    missing = (max(0, need.level - pair.agent.skills.get(need.skill, 0)) / need.level for need in needs)
    return 1.0 - sum(missing) / len(needs) if needs else 1.0


def _spoken(pair: Pair) -> float:
    """1 for the very language, half for another kind of it."""
    asked = pair.work.language
    if not asked or asked in pair.agent.languages:
        return 1.0
    return 0.5 if speaks(pair.agent, asked) else 0.0


def _handling(pair: Pair) -> float:
    """More for who will probably be done sooner; the middle for whom nothing is predicted."""
    seconds = pair.work.handling.get(pair.agent.id)
    return 0.5 if seconds is None else HALF / (HALF + seconds)


def _grown(seconds: float) -> float:
    """From 0 towards 1 with time, and never quite there: who waited longer always has more."""
    return max(0.0, seconds) / (HALF + max(0.0, seconds))


Part = Callable[[Pair], float]
_OF_URGENCY: Mapping[str, Part] = {
    "wait": lambda pair: pair.waited / 60,
    "priority": lambda pair: float(PRIORITIES.index(pair.work.priority)),
    "tier": lambda pair: pair.policy.tiers.get(pair.work.tier or "", 0.0),
    "sla": _sla,
}
PARTS: Mapping[str, Part] = {
    **_OF_URGENCY,
    "turn": lambda pair: 1.0 if pair.agent.turn is None else _grown(pair.now - pair.agent.turn),
    "load": lambda pair: pair.agent.room / pair.agent.capacity,
    "room": lambda pair: pair.agent.room / (100 + pair.agent.room),
    "idle": lambda pair: _grown(pair.now - pair.agent.since),
    "skill": _skill,
    "language": _spoken,
    "lastAgent": lambda pair: float(pair.work.last_agent == pair.agent.id),
    "handling": _handling,
    "reserve": lambda pair: 1.0 - pair.worth,
}
_NOBODY = Ready("")
