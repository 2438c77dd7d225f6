"""Automation rules for tests."""

from typing import Any

from tests.support.gateway import Browser
from tests.tickets.desk import path

EVENTS = ["TicketOpened", "TicketChanged", "TicketAnswered", "TicketContacted", "TicketAssigned"]


def leaf(field: str, op: str, *value: Any) -> dict[str, Any]:
    return {"field": field, "op": op, **({"value": value[0]} if value else {})}


def body(*actions: Any, on: Any = ("TicketOpened",), when: Any = None, **fields: Any) -> dict[str, Any]:
    """What a rule is asked for with; `on` are events, or the moment and the seconds after it."""
    trigger = {"since": on[0], "after": on[1]} if isinstance(on[-1], int) else {"events": list(on)}
    said = {"name": "A rule", "trigger": trigger, "actions": list(actions), **fields}
    return said if when is None else {**said, "condition": when}


def rule(desk: Browser, *actions: Any, **said: Any) -> dict[str, Any]:
    """A rule that is on."""
    reply = desk.post("/automation-rules", body(*actions, **said))
    assert reply.status == 201, reply.text
    made: dict[str, Any] = reply.json
    return made


def runs(desk: Browser, ticket: dict[str, Any]) -> list[dict[str, Any]]:
    """What rules did to a ticket, the oldest first."""
    found: list[dict[str, Any]] = desk.get(path(ticket, "automation-runs")).json["data"]
    return found[::-1]


def outcomes(desk: Browser, ticket: dict[str, Any]) -> list[str]:
    return [each["outcome"] for each in runs(desk, ticket)]
