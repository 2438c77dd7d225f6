"""The operations of routing, as a morning at a desk of ten agents."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

from bench.units.stage import Stage
from onestop import clock
from tests.support.envelopes import envelope
from tests.support.gateway import Browser

CUSTOMER = "01J000000000000000000000C0"
CONSUMERS, TURNS, TIMEOUTS = (f"routing.{door}.handler" for door in ("consumers", "turns", "timeouts"))
SWEEP, SIMULATIONS = "routing.schedules.handler", "routing.simulations.handler"
ABLE = {"teams": [], "skills": [{"skill": "billing", "level": 3}], "languages": ["en"], "capacity": 60, "active": True}
SUM = {"number": "1001", "subject": "Charged twice", "statusCategory": "new", "priority": "normal", "channel": "web"}
REASON = {"reason": "The customer called again."}
numbers: Iterator[int] = count(1)


@dataclass(frozen=True)
class Desk:
    """A tenant's desk: its lead at the door, and what others tell it."""

    stage: Stage
    lead: Browser

    def heard(self, kind: str, subject: str, record: dict[str, Any], sequence: int = 1, name: str = "") -> None:
        """An event of another capability; counted if it has a name."""
        changes = {"assignee": {"before": None, "after": record["assignee"]}} if record.get("assignee") else {}
        said = envelope(kind, subject, sequence, record=record, changes=changes, tenant=self.stage.house.tenant,
                        time=clock.timestamp())  # fmt: skip
        self.take(CONSUMERS, [self.stage.message(said, "any")], name and f"consume {kind}{name}")

    def take(self, door: str, records: list[Any], name: str) -> None:
        answer = self.stage.do(name, door, {"Records": records})
        if answer["batchItemFailures"]:
            raise AssertionError(f"{door} refused {name or 'a preparation'}")
        if not name:
            self.stage.operations.pop()

    def agent(self, name: str = "", **said: Any) -> str:
        """An agent who is there."""
        agent = clock.new_id()
        self.heard("AgentRegistered", f"agents/{agent}", {**ABLE, "id": agent, "profile": None, **said}, 1, name)
        self.present(agent, "available", 1, name)
        return agent

    def present(self, agent: str, status: str, sequence: int, name: str = "") -> None:
        channels = ["ticket"] if status == "available" else []
        record = {"id": agent, "status": status, "reason": status, "channels": channels, "until": None}
        self.heard("PresenceChanged", f"presence/{agent}", record, sequence, name and f"{name} {status}")

    def ticket(self, name: str = "", **said: Any) -> str:
        ticket = clock.new_id()
        record = {**SUM, "id": ticket, "requester": CUSTOMER, "assignee": None, **said}
        self.heard("TicketOpened", f"tickets/{ticket}", record, 1, name)
        return ticket

    def turn(self, queue: str, name: str = "") -> None:
        self.take(TURNS, [self._message(queue=queue)], name)

    def look(self, work: str, name: str) -> None:
        self.take(TIMEOUTS, [self._message(work=work)], name)

    def own(self, kind: str, name: str) -> None:
        """The last event of routing's own of a kind, counted as it is heard."""
        self.stage.settle()
        said = next(each for each in reversed(self.stage.envelopes) if each["type"] == kind)
        self.take(CONSUMERS, [self.stage.message(said, "routing")], name)

    def _message(self, **said: str) -> dict[str, Any]:
        told = {"tenant": self.stage.house.tenant, "correlation": "bench", "causation": None, **said}
        return {"messageId": f"turn-{next(numbers)}", "body": json.dumps(told)}


def opened(stage: Stage) -> Desk:
    return Desk(stage, stage.browser("routing"))


def routing(stage: Stage) -> None:
    """A desk is set up, work comes and goes, leads and agents say what they say, the clock strikes."""
    desk = opened(stage)
    queue, policy = _setting_up(desk)
    desk.agent(" of a new agent")
    for _ in range(9):
        desk.agent()
    _coming(desk, queue)
    _offers(desk, queue, policy)
    _leading(desk, queue)
    _ends(desk)
    _imagined(desk, queue)


def _setting_up(desk: Desk) -> tuple[str, str]:
    ask, lead = desk.stage.ask, desk.lead
    policy = ask("", lead, "POST", "/routing-policies", {"name": "Skills first"}).json["id"]
    queue = ask("", lead, "POST", "/queues", {"name": "Support", "policy": policy}).json["id"]
    profile = ask("", lead, "POST", "/routing-profiles", {"name": "All", "queues": [{"queue": queue}]}).json["id"]
    for path, one, patch in (("/routing-policies", policy, {"again": 60}), ("/queues", queue, {"target": 300}),
                             ("/routing-profiles", profile, {"name": "Everything"})):  # fmt: skip
        ask("", lead, "GET", path)
        ask("", lead, "GET", f"{path}/{one}")
        ask("", lead, "PATCH", f"{path}/{one}", patch)
    ask("", lead, "DELETE", f"/routing-profiles/{profile}")
    desk.own("QueueChanged", "consume QueueChanged, nothing waits")
    return queue, policy


def _coming(desk: Desk, queue: str) -> None:
    """Five tickets at once, of which each finds somebody."""
    desk.turn(queue, "a turn, nothing waits")
    first = desk.ticket(", which is work")
    desk.own("WorkQueued", "consume WorkQueued")
    record = {**SUM, "id": first, "requester": CUSTOMER, "assignee": None}
    desk.heard("TicketChanged", f"tickets/{first}", record, 2, ", which means nothing here")
    desk.turn(queue, "a turn, 1 item finds one of 10 agents")
    desk.own("WorkAssigned", "consume WorkAssigned")
    for _ in range(5):
        desk.ticket()
    desk.turn(queue, "a turn, 5 items find some of 10 agents")
    desk.stage.ask("of a queue", desk.lead, "GET", f"/work?queue={queue}&state=assigned")
    desk.stage.ask("", desk.lead, "GET", f"/work/{first}/decisions")
    holder = desk.lead.get(f"/work/{first}").json["agent"]
    desk.stage.ask("of an agent", desk.lead, "GET", f"/work?agent={holder}")
    desk.heard("TicketResolved", f"tickets/{first}", {**record, "statusCategory": "solved"}, 3, ", which is done")
    desk.own("WorkDone", "consume WorkDone")


def _offers(desk: Desk, queue: str, policy: str) -> None:
    desk.lead.patch(f"/queues/{queue}", {"accept": "offer"})
    ask, taken, passed = desk.stage.ask, *(_offered(desk, queue) for _ in range(2))
    desk.own("WorkOffered", "consume WorkOffered")
    ask("", _agent(desk, taken), "POST", f"/work/{taken}/acceptance")
    ask("", _agent(desk, taken), "POST", f"/work/{taken}/completion")
    ask("", _agent(desk, passed), "POST", f"/work/{passed}/decline", {})
    desk.own("OfferDeclined", "consume OfferDeclined")
    ask("which waits", desk.lead, "GET", f"/work/{passed}")
    ask("", desk.lead, "POST", f"/routing-policies/{policy}/dry-run", {"work": passed})


def _offered(desk: Desk, queue: str) -> str:
    ticket = desk.ticket()
    desk.turn(queue)
    return ticket


def _agent(desk: Desk, ticket: str) -> Browser:
    """Whoever has it, or is offered it."""
    work = desk.lead.get(f"/work/{ticket}").json
    agent = work["offer"]["agent"] if work["offer"] else work["agent"]
    return replace(desk.lead, actor=f"member/{agent}")


def _leading(desk: Desk, queue: str) -> None:
    ask, lead = desk.stage.ask, desk.lead
    agent, ticket = desk.agent(), desk.ticket()
    other = lead.post("/queues", {"name": "Second line", "position": 900}).json["id"]
    desk.look(ticket, "look at 1 item that waits")
    ask("", lead, "POST", f"/work/{ticket}/priority", {"priority": "high", **REASON})
    ask("", lead, "POST", f"/work/{ticket}/move", {"queue": other, **REASON})
    ask("", lead, "POST", f"/work/{ticket}/assignment", {"agent": agent, **REASON})
    ask("", lead, "POST", f"/work/{ticket}/takeover", REASON)
    empty = lead.post("/queues", {"name": "Empty"}).json["id"]
    ask("", lead, "DELETE", f"/queues/{empty}")
    unused = lead.post("/routing-policies", {"name": "Unused"}).json["id"]
    ask("", lead, "DELETE", f"/routing-policies/{unused}")


def _ends(desk: Desk) -> None:
    agent = desk.agent()
    desk.ticket(assignee=agent)
    desk.present(agent, "offline", 2, ", with 1 item:")
    desk.own("WorkReturned", "consume WorkReturned")
    desk.heard(
        "WorkforceSettingsChanged", "workforce-settings/current", {"weights": {"ticket": 25}}, 1, ", new weights"
    )
    desk.stage.do("task Sweep, nothing is due", SWEEP, {"task": "Sweep"})
    desk.lead.post("/queues", {"name": "Relayed"})
    desk.stage.do("relay 1 event", "routing.relay.handler", {"Records": records(desk.stage)[:1]})
    desk.stage.settle()


def _imagined(desk: Desk, queue: str) -> None:
    """What would have been: ten items, carried out from the event that the request has written."""
    ask, lead = desk.stage.ask, desk.lead
    arrivals = [{"at": 30 * number, "handling": 60} for number in range(10)]
    made = ask("", lead, "POST", "/routing/simulations", {"arrivals": arrivals, "queue": queue}).json["id"]
    desk.stage.settle()
    said = next(each for each in reversed(desk.stage.envelopes) if each["type"] == "SimulationStarted")
    desk.take(SIMULATIONS, [desk.stage.message(said, "routing")], "consume SimulationStarted, 10 items")
    ask("", lead, "GET", "/routing/simulations")
    ask("", lead, "GET", f"/routing/simulations/{made}")


def first(desk: Desk, queue: str) -> None:
    """What each door is asked first, as its cold start has it."""
    ticket = clock.new_id()
    record = {**SUM, "id": ticket, "requester": CUSTOMER, "assignee": None}
    desk.heard("TicketOpened", f"tickets/{ticket}", record, 1, ", which is work")
    desk.look(ticket, "look at 1 item that waits")
    desk.agent()
    desk.turn(queue, "a turn, 1 item finds 1 agent")
    desk.stage.ask("", desk.lead, "GET", f"/work/{ticket}")
    desk.stage.do("", SWEEP, {"task": "Sweep"})
    arrivals = [{"at": 0, "handling": 60}]
    desk.lead.post("/routing/simulations", {"arrivals": arrivals, "queue": queue})
    desk.stage.settle()
    said = next(each for each in reversed(desk.stage.envelopes) if each["type"] == "SimulationStarted")
    desk.take(SIMULATIONS, [desk.stage.message(said, "routing")], "consume SimulationStarted")


def records(stage: Stage) -> list[dict[str, Any]]:
    """What the table's stream has that carries an event."""
    return [each for each in stage.records("routing") if "event" in each["dynamodb"].get("NewImage", {})]
