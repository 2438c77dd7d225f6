"""How work finds its agent, as data: nothing here decides, `scoring` reads it.

Every policy is weights. Those of urgency say which work comes first, in minutes of waiting: a weight of 30 for priority
makes each step of it worth half an hour. As waiting counts without end, nothing waits forever behind what is more
important. Those of fitness say who gets it; each of their parts lies between 0 and 1.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

URGENCY = {"wait": 1.0, "priority": 30.0, "tier": 15.0, "sla": 60.0}
METHODS: Mapping[str, Mapping[str, float]] = {
    "roundRobin": {"turn": 1.0},
    "leastBusy": {"load": 1.0},
    "mostCapacity": {"room": 1.0},
    "longestIdle": {"idle": 1.0},
    "scored": {
        "lastAgent": 6.0, "skill": 5.0, "reserve": 4.0, "language": 1.0, "handling": 1.0, "load": 1.0, "idle": 0.25,
    },
}  # fmt: skip
FITNESS = ("turn", "load", "room", "idle", "skill", "language", "lastAgent", "handling", "reserve")
WEIGHTS = (*URGENCY, *FITNESS)


@dataclass(frozen=True, slots=True)
class Relaxation:
    """After `after` seconds of waiting every level that is asked for is `by` lower; a level of 0 asks nothing."""

    after: float
    by: int


@dataclass(frozen=True, slots=True)
class FairShare:
    """Nobody is given more than `most` items in any `window` seconds."""

    window: float
    most: int


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy with everything said.

    `language_after` are the seconds after which the language is no longer demanded (None: it always is);
    `last_agent` for how many seconds work is kept for who had it last; `again` how long somebody who declined is left
    alone with it; `tiers` what a customer's tier is worth, from 0 to 1.
    """

    weights: Mapping[str, float] = field(default_factory=lambda: {**URGENCY, **METHODS["scored"]})
    require_skills: bool = True
    relax: tuple[Relaxation, ...] = ()
    require_language: bool = True
    language_after: float | None = None
    last_agent: float = 0.0
    fair_share: FairShare | None = None
    tiers: Mapping[str, float] = field(default_factory=dict)
    again: float = 120.0

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> "Policy":
        """The policy of its public document; what is not said is as above.

        `{"method", "weights": {part: weight}, "skills": {"require", "relax": [{"after", "by"}]}, "language":
        {"require", "after"}, "lastAgent": {"seconds"}, "fairShare": {"window", "most"}, "tiers": {tier: worth},
        "again": seconds}`.
        """
        skills, language = said.get("skills") or {}, said.get("language") or {}
        share = said.get("fairShare")
        return cls(
            weights={**URGENCY, **METHODS[said.get("method") or "scored"], **(said.get("weights") or {})},
            require_skills=skills.get("require", True),
            relax=tuple(Relaxation(each["after"], each["by"]) for each in skills.get("relax") or ()),
            require_language=language.get("require", True),
            language_after=language.get("after"),
            last_agent=(said.get("lastAgent") or {}).get("seconds", 0.0),
            fair_share=FairShare(share["window"], share["most"]) if share else None,
            tiers=said.get("tiers") or {},
            again=said.get("again", 120.0),
        )

    def eased(self, waited: float) -> int:
        """By how much the levels are lower after so many seconds of waiting."""
        return max((each.by for each in self.relax if waited >= each.after), default=0)
