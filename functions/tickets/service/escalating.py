"""What a policy says is done to a ticket when a promise is not kept, or nearly so."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from onestop import clock, once, records, tables
from onestop.errors import Invalid, WrongState
from onestop.events import Event
from onestop.identity import Caller
from onestop.observe import logger
from onestop.once import Once
from tickets import events, table
from tickets.service import acting, plans

View = Mapping[str, Any]
OLDEST = once.KEPT - timedelta(hours=1)  # as long as it is remembered what was done; a replay sets nothing off


def escalate(event: Event) -> None:
    """Do what the policy says about a warning or a breach of the last day, once: 3 calls, none where it says nothing.

    What cannot be done to the ticket as it is by now (it is closed, or an action names what is gone) is logged.
    """
    sla = event.data["record"]["sla"]
    actions = [action for each in _meant(event.tenant, sla) for action in each["actions"]]
    if not actions or clock.now() - datetime.fromisoformat(event.time) > OLDEST:
        return
    repeat = Once(event.tenant, "escalation", event.id, once.digest(event.id))
    once.replay(table.Guard, repeat)
    by, ticket_id = event.caller("tickets"), event.data["record"]["id"]
    try:
        records.settled(lambda: _act(by, ticket_id, actions, repeat))
    except (Invalid, WrongState) as refused:
        logger.warning("not escalated", code=refused.code)


def _meant(tenant: str, sla: View) -> list[View]:
    """The escalations that a notice sets off."""
    told = sla["told"]
    return [
        each
        for each in plans.escalations(tenant, sla["policy"])
        if each["on"] == told["what"] and told["metric"] in (each["metrics"] or [told["metric"]])
    ]


def _act(by: Caller, ticket_id: str, actions: list[View], repeat: Once) -> None:
    row = table.fetch(by.tenant, ticket_id, consistent=True)
    if row is None:
        return
    acted = acting.Acted(row, row.view(), usually=events.ESCALATED)
    acting.act(by, acted, actions)
    if not acted.is_moot():
        tables.write(*once.guards(table.Guard, repeat, None), *acted.steps(by))
