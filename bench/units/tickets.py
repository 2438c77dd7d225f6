"""The operations of tickets: what customers ask, what agents answer, and what the clock and routing do to it."""

from typing import Any

from bench.units.stage import Stage
from tests.support.gateway import Browser

CUSTOMER, TEAM = "01J000000000000000000000CC", "01J0000000000000000000000T"
QUEUE, AGENT = "01J0000000000000000000000Q", "01J0000000000000000000000B"
TEXT = "The parcel has left our warehouse this morning; here is how to follow it."
FIELD = {"key": "reason", "label": "Reason 原因", "kind": "choice", "options": ["broken", "late"]}
OPEN_OR_NEW = {"field": "statusCategory", "op": "in", "value": ["new", "open"]}
URGENT = {"any": [{"field": "priority", "op": "is", "value": "urgent"}, {"field": "tags", "op": "contains",
                                                                        "value": "vip"}]}  # fmt: skip


def desk(stage: Stage) -> None:
    """How a desk is set up."""
    lead = stage.browser("tickets")
    stage.ask("", lead, "PUT", "/ticket-settings", {"reopenDays": 14})
    stage.ask("", lead, "PUT", "/ticket-statuses/supplier", {"name": "With the supplier", "category": "hold"})
    stage.ask("", lead, "PUT", "/ticket-types/return", {"name": "Return 退货", "fields": [FIELD]})
    for path in ("/ticket-settings", "/ticket-statuses", "/ticket-types"):
        stage.ask("", lead, "GET", path)


def tickets(stage: Stage) -> None:
    """A ticket from the first message to the last answer, and how it is found again."""
    agent = stage.browser("tickets")
    one = stage.ask("", agent, "POST", "/tickets", asked()).json
    place = f"/tickets/{one['id']}"
    stage.ask("", agent, "GET", place)
    for query in ("limit=20", f"number={one['number']}", f"requester={CUSTOMER}", "statusCategory=new"):
        stage.ask("page of 20" if query == "limit=20" else f"by {query.partition('=')[0]}", agent, "GET",
                  f"/tickets?{query}")  # fmt: skip
    stage.ask("", agent, "PATCH", place, {"priority": "high"})
    stage.ask("stale, merged", agent, "PATCH", place, {"category": "shipping"}, if_match='"1"')
    stage.ask("assigned", agent, "PATCH", place, {"assignee": AGENT, "team": TEAM})
    stage.ask("by assignee", agent, "GET", f"/tickets?assignee={AGENT}")
    stage.ask("by assignee and category", agent, "GET", f"/tickets?assignee={AGENT}&statusCategory=new")
    _talk(stage, agent, place)
    stage.ask("", agent, "PUT", f"{place}/followers/{AGENT}")
    stage.ask("", agent, "DELETE", f"{place}/followers/{AGENT}")
    stage.ask("solved", agent, "PATCH", place, {"status": "solved"})
    stage.ask("thrown away", agent, "DELETE", place)
    consumed(stage, "TicketTrashed", f"tickets/{one['id']}")


def views(stage: Stage) -> None:
    """What is looked at again and again."""
    agent = stage.browser("tickets")
    for number in range(20):
        agent.post("/tickets", asked(tags=["vip"] if number % 2 else []))
    condition = {"all": [OPEN_OR_NEW, URGENT]}
    view = stage.ask("", agent, "POST", "/views", {"name": "What burns", "condition": condition}).json["id"]
    stage.ask("", agent, "GET", f"/views/{view}/tickets?limit=5")
    stage.ask("", agent, "POST", "/views/preview", {"condition": condition})
    stage.ask("", agent, "GET", f"/views/{view}")
    stage.ask("", agent, "GET", "/views")
    stage.ask("", agent, "PATCH", f"/views/{view}", {"name": "What burns now"})
    stage.ask("", agent, "DELETE", f"/views/{view}")


def ticket_doors(stage: Stage) -> None:
    """What happens without anybody asking: relay, routing's word, the clock."""
    agent = stage.browser("tickets")
    stage.settle()
    one = agent.post("/tickets", asked()).json
    stage.do("relay 1 event", "tickets.relay.handler", {"Records": stage.records("tickets")[:1]})
    for sequence, (kind, whose) in enumerate(
        (("WorkQueued", None), ("WorkAssigned", AGENT), ("WorkReturned", None)), 1
    ):
        _routed(stage, kind, one["id"], sequence, agent=whose, lastAgent=AGENT)
    stage.do("task Sweep, nothing due", "tickets.schedules.handler", {"task": "Sweep"})
    agent.put("/ticket-settings", {"closeDays": 0})
    agent.patch(f"/tickets/{one['id']}", {"status": "solved"})
    stage.do("task Sweep, one is closed", "tickets.schedules.handler", {"task": "Sweep"})


def asked(**fields: Any) -> dict[str, Any]:
    """The body of a ticket as most are."""
    said = {
        "subject": "Where is my parcel? 包裹在哪里",
        "description": TEXT,
        "requester": CUSTOMER,
        "language": "zh-CN",
    }
    return {**said, "tags": ["parcel"], "channel": "web", **fields}


def consumed(stage: Stage, kind: str, subject: str, name: str = "") -> None:
    """The last event of a kind about a record, consumed."""
    stage.settle()
    told = next(each for each in reversed(stage.envelopes) if (each["type"], each["subject"]) == (kind, subject))
    _deliver(stage, told, "tickets", name)


def _talk(stage: Stage, agent: Browser, place: str) -> None:
    reply = {"body": TEXT, "public": True}
    stage.ask("the first reply", agent, "POST", f"{place}/comments", reply)
    stage.ask("a reply", agent, "POST", f"{place}/comments", {**reply, "status": "pending"})
    stage.ask("from the customer", agent, "POST", f"{place}/comments", {**reply, "from": "requester"})
    note = stage.ask("a note", agent, "POST", f"{place}/comments", {"body": "He has called twice."}).json["id"]
    stage.ask("", agent, "GET", f"{place}/comments")
    stage.ask("", agent, "PATCH", f"{place}/comments/{note}", {"body": "He has called three times."})
    stage.ask("", agent, "DELETE", f"{place}/comments/{note}")
    stage.ask("", agent, "POST", f"{place}/snooze", {"until": "2126-01-01T00:00:00Z"})
    stage.ask("", agent, "DELETE", f"{place}/snooze")


def _routed(stage: Stage, kind: str, ticket_id: str, sequence: int, **work: Any) -> None:
    from tests.support.envelopes import envelope  # noqa: PLC0415  needs the environment of the stage

    record = {"id": ticket_id, "queue": QUEUE, **work}
    tenant = stage.house.tenant
    _deliver(stage, envelope(kind, f"work/{ticket_id}", sequence, record=record, tenant=tenant), "routing")


def _deliver(stage: Stage, told: dict[str, Any], source: str, name: str = "") -> None:
    event = {"Records": [stage.message(told, source)]}
    if stage.do(f"consume {told['type']}{name and f', {name}'}", "tickets.consumers.handler", event)[
        "batchItemFailures"
    ]:
        raise AssertionError(f"tickets refused {told['type']}")
