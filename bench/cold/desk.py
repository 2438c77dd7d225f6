"""What the doors of the service desk are asked first."""

from typing import TYPE_CHECKING, Any

from onestop import remembered

if TYPE_CHECKING:
    from bench.units.stage import Stage

CUSTOMER, AGENT = "01J000000000000000000000CC", "01J0000000000000000000000B"


def tickets(stage: "Stage") -> None:
    """A ticket that was opened: a look at it, its event, routing's word about it, the clock."""
    from tests.support.envelopes import envelope  # noqa: PLC0415  needs the environment of the stage

    agent = stage.browser("tickets")
    one = agent.post("/tickets", {"subject": "Where is my parcel?", "requester": CUSTOMER}).json["id"]
    stage.do("", "tickets.relay.handler", {"Records": written(stage, "tickets")[:1]})
    work = {"id": one, "queue": None, "agent": AGENT, "lastAgent": None}
    remembered.forget_all()  # a new process knows nothing of what was set up
    told = envelope("WorkAssigned", f"work/{one}", record=work, tenant=stage.house.tenant)
    stage.do("", "tickets.consumers.handler", {"Records": [stage.message(told, "routing")]})
    stage.ask("", agent, "GET", f"/tickets/{one}")
    stage.do("", "tickets.schedules.handler", {"task": "Sweep"})


def workforce(stage: "Stage") -> None:
    """An agent who is there: a heartbeat, a look, the event, and the clock."""
    from bench.units import workforce as units  # noqa: PLC0415  needs the environment of the stage

    console = units.registered(stage)
    stage.do("", "workforce.relay.handler", {"Records": written(stage, "workforce")[:1]})
    stage.ask("", console, "GET", units.PRESENCE)
    stage.do("", units.CONSUMERS, {"Records": [units.told(stage, "AgentRegistered")]})
    stage.do("", units.SWEEP, {"task": "Sweep"})


def written(stage: "Stage", capability: str) -> list[dict[str, Any]]:
    """The records of a table's stream that carry an event."""
    return [each for each in stage.records(capability) if "event" in each["dynamodb"].get("NewImage", {})]


def routing(stage: "Stage") -> None:
    """A desk of one queue and one agent: a ticket's event, a turn, a moment, a look, the clock, and what would be."""
    from bench.units import routing as units  # noqa: PLC0415  needs the environment of the stage

    desk = units.opened(stage)
    queue = desk.lead.post("/queues", {"name": "Support"}).json["id"]
    stage.do("", "routing.relay.handler", {"Records": written(stage, "routing")[:1]})
    units.first(desk, queue)


def floor(stage: "Stage") -> None:
    """An item that waits: its event, a look, a wallboard that comes in, and the clock."""
    from bench.units import floor as units  # noqa: PLC0415  needs the environment of the stage

    lead = stage.browser("floor")
    lead.post(units.RULES, {**units.SECONDS, "threshold": 3600})  # whoever answers later finds nobody waiting too long
    stage.do("", "floor.relay.handler", {"Records": written(stage, "floor")[:1]})
    remembered.forget_all()
    arrived = next(each for each in units.told().told if each["type"] == "WorkQueued")
    stage.do("", units.CONSUMERS, {"Records": [units.message(stage, arrived)]})
    stage.ask("", lead, "GET", "/floor")
    stage.do("", units.PUSHING, {"Records": [units.changed(stage)]})
    url = lead.post("/floor/sockets", None).json["url"]
    stage.do("", units.SOCKETS, units.socket("$connect", url))
    stage.do("", units.SWEEP, {"task": "Sweep"})
