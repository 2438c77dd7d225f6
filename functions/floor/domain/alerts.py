"""When a rule of the floor holds."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from floor.domain.board import Floor, totals
from floor.domain.moments import ms, seconds

WAIT, LENGTH, RISK, KEYWORD = "wait", "length", "slaRisk", "keyword"
MEASURED = (WAIT, LENGTH, RISK)


@dataclass(frozen=True, slots=True)
class Rule:
    """`queues` empty is all; `threshold` is seconds for wait, and items for length and slaRisk."""

    id: str
    name: str
    kind: str
    severity: str
    queues: tuple[str, ...] = ()
    threshold: int | None = None
    words: tuple[str, ...] = ()

    def is_about(self, queue: str | None) -> bool:
        return not self.queues or queue in self.queues


@dataclass(frozen=True, slots=True)
class Finding:
    """That a rule holds for a queue, and what was measured."""

    rule: Rule
    queue: str
    value: int


def findings(rules: Iterable[Rule], floor: Floor) -> Iterator[Finding]:
    """Each rule that holds for each queue now."""
    sums = totals(floor)
    for rule in rules:
        for queue in sums:
            if rule.kind in MEASURED and rule.is_about(queue):
                value = _measured(rule.kind, floor, queue, sums[queue])
                if value is not None and value >= (rule.threshold or 0):
                    yield Finding(rule, queue, value)


def _measured(kind: str, floor: Floor, queue: str, sums: Mapping[str, Any]) -> int | None:
    """What a rule looks at; None where nobody waits."""
    if kind == WAIT:
        since = floor.longest.get(queue)
        return seconds(floor.now - ms(since)) if since else None
    return int(sums["waiting"] if kind == LENGTH else sums["at_risk"] + sums["breached"])
