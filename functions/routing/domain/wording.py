"""Why an agent got an item, in words that an agent understands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from routing.domain.work import Waiting

_BECAUSE = {
    "turn": "it was their turn",
    "load": "they have the least to do for what they can hold",
    "room": "they have the most room",
    "idle": "they have been free for longest",
    "skill": "they know best what it needs",
    "language": "they speak its language best",
    "lastAgent": "they had it last",
    "handling": "they will probably be done soonest",
    "reserve": "other work needs them least",
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who was looked at: the points and where they come from, or why not."""

    agent: str
    total: float
    parts: Mapping[str, float]
    refused: str | None
    since: float = 0.0

    def json(self) -> dict[str, Any]:
        """`{"agent", "total", "parts", "refused"}`, points with three decimals."""
        parts = {name: round(points, 3) for name, points in self.parts.items()}
        return {"agent": self.agent, "total": round(self.total, 3), "parts": parts, "refused": self.refused}


def reason(work: Waiting, holder: str, candidates: Sequence[Candidate], now: float) -> str:
    """One sentence: after how long, out of how many, and what made the difference."""
    able = [each for each in candidates if each.refused is None]
    waited = f"After {work.waited(now):.0f} s"
    if len(able) < 2:
        return f"{waited}: the only one of {len(candidates)} who can take it now."
    return f"{waited}: {_difference(holder, able)} (of {len(able)} who can take it now)."


def _difference(holder: str, able: Sequence[Candidate]) -> str:
    if able[0].agent != holder:
        return "who suits it best got other work that only they could take, and this is the next best"
    gains = {name: able[0].parts[name] - able[1].parts.get(name, 0.0) for name in _BECAUSE if name in able[0].parts}
    ahead = [name for name in sorted(gains, key=lambda name: -gains[name]) if gains[name] > 1e-9]
    return " and ".join(_BECAUSE[name] for name in ahead[:2]) or "nobody suits it better, and they were free first"
