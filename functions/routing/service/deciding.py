"""Why somebody was given an item of work, as it is kept."""

from __future__ import annotations

from onestop import clock
from onestop.tables import Step, creates
from routing import table
from routing.domain.matching import Decision
from routing.service import writing

SHOWN = 20  # candidates that are remembered: the best, and of those refused whoever comes first


def decided(row: table.Work, actor: str, policy: str | None, decision: Decision) -> Step:
    """The step that keeps a decision, under the id that the item names."""
    at = clock.now()
    kept = table.Decision(
        *table.decision_keys(row.tenant, row.id, row.decision),
        id=row.decision,
        work=row.id,
        queue=row.queue,
        policy=policy,
        agent=decision.agent,
        outcome=row.state,
        total=round(decision.total, 3),
        candidates=[each.json() for each in decision.candidates[:SHOWN]],
        considered=len(decision.candidates),
        reason=decision.reason,
        actor=actor,
        at=clock.rfc3339(at),
        expires=at + writing.KEPT,
    )
    return creates(kept)


def chosen(row: table.Work, actor: str, reason: str) -> Step:
    """The step that keeps why a person gave an item to the agent who has it now."""
    return decided(row, actor, None, Decision(row.id, row.agent, 0.0, (), reason))
