"""Who has to look, because of what happened: queues get turns, the clock gets moments.

Everything here follows from an event, which is delivered until it was consumed. So a process that dies anywhere has
lost nothing: the messages are sent once more, and a turn too many gives nothing out twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onestop import clock
from onestop.events import Event
from onestop.identity import Caller
from routing import table
from routing.domain.moments import seconds
from routing.domain.work import Waiting
from routing.service import lines, looking, messages, rulebook
from routing.service.rulebook import Rules


def work_moved(event: Event) -> None:
    """Something happened to an item of work: its queue gets a turn, and so do those of whoever it has left."""
    by, record = event.caller("routing"), event.data["record"]
    left = _left(event.data["changes"], record)
    if record["state"] not in ("waiting", "offered") and not left:
        return
    rules = rulebook.of(event.tenant)
    waits = record["state"] == "waiting" and rules.queue(record["queue"]) is not None
    queues = {record["queue"]} if waits else set()
    for agent in table.many(event.tenant, sorted(left)):
        queues |= idle_for(event.tenant, rules, agent)
    messages.turns(by, queues, event.id)
    if waits and _runs_over_at_once(rules.queue(record["queue"])):
        looking.look(by, record["id"])  # its own moment is told by what it writes
    elif moment := _next_moment(rules, record, waits=waits):
        messages.later(by, record["id"], moment)


def rules_changed(event: Event) -> None:
    """A queue, a policy or a profile is another one: the queues that it concerns get a turn."""
    rules = rulebook.of(event.tenant)
    queues = {name for name in _concerned(event, rules) if lines.anything_waits(event.tenant, name)}
    messages.turns(event.caller("routing"), queues, event.id)


def agent_changed(by: Caller, agent: Any, cause: str) -> None:
    """Somebody may take more than before: the queues that they serve get a turn, where anything waits."""
    messages.turns(by, idle_for(by.tenant, rulebook.of(by.tenant), agent), cause)


def idle_for(tenant: str, rules: Rules, agent: Any) -> set[str]:
    """The queues in which something waits for an agent with room: 1 call for each queue that they serve."""
    if not agent.there or agent.load >= agent.capacity:
        return set()
    return {queue for queue in rules.serving(agent) if lines.anything_waits(tenant, queue)}


def _left(changes: Mapping[str, Any], record: Mapping[str, Any]) -> set[str]:
    """Who held it, or was offered it, before, and does not now."""
    offer = (changes.get("offer") or {}).get("before")
    before = {(changes.get("agent") or {}).get("before"), offer and offer["agent"]}
    if record["state"] == "done":
        before.add(record["agent"])
    now = record["offer"]["agent"] if record["offer"] else record["agent"] if record["state"] == "assigned" else None
    return before - {None, now}


def _concerned(event: Event, rules: Rules) -> set[str]:
    record, kind = event.data["record"], event.subject.partition("/")[0]
    if kind == "routing-policies":
        return {name for name, row in rules.queues.items() if row.policy == record["id"]}
    return {record["id"]} if kind == "queues" else {each["queue"] for each in record["queues"]}


def _runs_over_at_once(queue: Any) -> bool:
    return queue.overflow is not None and queue.overflow["after"] == 0


def _next_moment(rules: Rules, record: Mapping[str, Any], *, waits: bool) -> str | None:
    """When an item has to be looked at again; for what is offered, the end of the offer."""
    if record["offer"]:
        return str(record["offer"]["until"])
    if not waits:
        return None
    queue = rules.queue(record["queue"])
    work = Waiting(record["id"], queue.id, seconds(record["place"]) or 0.0, tried=lines.tried(record["attempts"]))
    return messages.stamp(looking.next_moment(rules, queue, work, clock.now().timestamp()))
