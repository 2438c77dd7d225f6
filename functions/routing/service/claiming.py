"""Carrying out one decision: the item, the agent and the reason are written together, or none of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from onestop import clock
from onestop.errors import RequestInProgress, VersionMismatch
from onestop.identity import Caller
from routing import events, table
from routing.domain.matching import Decision
from routing.service import deciding, writing


def claim(by: Caller, queue: Any, row: table.Work, agent: table.Agent, decision: Decision) -> bool:
    """Give an item to an agent, or offer it, as `decision` says: 1 call. False where somebody else was faster.

    The item has to be as it was read, which is in line, and so has the agent, which is there and with room: whatever
    happened to either meanwhile, nothing is written.
    """
    before, at = row.view(), clock.now()
    row.decision = clock.new_id()
    offered = queue.accept == "offer"
    if offered:
        until = clock.rfc3339(at + timedelta(seconds=int(queue.offer_seconds)))
        row.state = "offered"
        row.offer = {"agent": agent.id, "at": clock.rfc3339(at), "until": until, "turn": row.decision}
    else:
        row.state, row.agent, row.assigned_at = "assigned", agent.id, clock.rfc3339(at)
    row.reason = None
    reason = deciding.decided(row, by.actor, queue.policy, decision)
    beside = [writing.taken(agent, row, offered=offered), reason, *([] if offered else [writing.counted(row)])]
    try:
        writing.write(by, events.OFFERED if offered else events.ASSIGNED, row, before, *beside)
    except (VersionMismatch, RequestInProgress):
        return False
    return True
