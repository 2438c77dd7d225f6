"""What a policy would decide, without anybody getting anything."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from onestop import clock
from onestop.errors import Invalid, NotFound
from onestop.identity import Caller
from routing import schemas
from routing.domain.matching import Decision, decide
from routing.domain.policy import Policy
from routing.domain.queues import units
from routing.domain.scoring import score
from routing.domain.wording import Candidate
from routing.domain.work import Waiting
from routing.service import deciding, finding, lines, rulebook
from routing.service.rulebook import Rules


def dry_run(by: Caller, policy_id: str, asked: schemas.NewDryRun) -> dict[str, Any]:
    """Who would get an item now by a policy, and why: 3 calls, and 1 for each profile that serves the queue.

    Raises `NotFound` for an unknown policy or item, `Invalid` for an unknown queue.
    """
    rules, now = rulebook.of(by.tenant), clock.now().timestamp()
    if policy_id not in rules.policies:
        raise NotFound("There is no such policy.")
    policy = Policy.of(rules.policies[policy_id].view())
    work = _of_there(by, asked.work) if asked.work else _imagined(asked, rules, now)
    agents = [lines.ready(row, rules) for row in lines.there(by.tenant, rules, work.queue)]
    decisions = decide([work], agents, policy, now)
    return _told(decisions[0] if decisions else _nobody(work, agents, policy, now))


def _of_there(by: Caller, work_id: str) -> Waiting:
    row = finding.there(by.tenant, work_id)
    if row.queue is None:
        raise Invalid(errors=[{"pointer": "/work", "reason": "is in no queue"}])
    return lines.standing(row)


def _imagined(asked: schemas.NewDryRun, rules: Rules, now: float) -> Waiting:
    queue = rules.queue(asked.queue)
    if queue is None:
        raise Invalid(errors=[{"pointer": "/queue", "reason": "is no queue in use"}])
    said = asked.whole()
    plain = {name: said[name] for name in ("queue", "priority", "language", "tier")}
    work = Waiting("", place=now - asked.waited, needs=lines.needs(said["needs"]), **plain)
    kind = rules.kind(asked.channel)
    return replace(work, channel=kind, units=units(kind, rules.weights))


def _nobody(work: Waiting, agents: list[Any], policy: Policy, now: float) -> Decision:
    seen = ((agent, score(work, agent, policy, now)) for agent in agents)
    looked_at = tuple(Candidate(agent.id, each.total, each.parts, each.refused) for agent, each in seen)
    reason = f"Nobody of {len(looked_at)} can take it now." if looked_at else "Nobody who serves the queue is there."
    return Decision(work.id, "", 0.0, looked_at, reason)


def _told(decision: Decision) -> dict[str, Any]:
    return {
        "agent": decision.agent or None,
        "candidates": [each.json() for each in decision.candidates[: deciding.SHOWN]],
        "considered": len(decision.candidates),
        "reason": decision.reason,
    }
