"""A desk as its events tell of it: queues, teams, agents, tickets and what becomes of them."""

import importlib
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from onestop import clock
from tests.support.envelopes import CUSTOMER, envelope
from tests.support.gateway import CONTEXT, Browser
from tests.support.wire import Wire

Record = dict[str, Any]
START = "2026-11-22T10:00:00.000Z"
SALES, CARE = "01J0000000000000000000QQ0A", "01J0000000000000000000QQ0B"
TEAM, OTHERS = "01J0000000000000000000TT0A", "01J0000000000000000000TT0B"
ANN, BOB = "01J0000000000000000000AA0A", "01J0000000000000000000AA0B"


@dataclass
class Scene:
    """Each method is something that happens; its event is delivered at once, unless `held` keeps it back."""

    wire: Wire
    records: dict[str, Record] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)
    told: list[Record] = field(default_factory=list)
    held: bool = False

    @cached_property
    def lead(self) -> Browser:
        return Browser(importlib.import_module("floor.api").app)

    def floor(self) -> Record:
        """The document, as the one who leads sees it."""
        found: Record = self.lead.get("/floor").json
        return found

    def queue(self, queue: str = SALES) -> Record:
        return next(each for each in self.floor()["queues"] if each["queue"] == queue)

    def agent(self, agent: str = ANN) -> Record:
        return next(each for each in self.floor()["agents"] if each["agent"] == agent)

    def happens(self, kind: str, subject: str, /, **said: Any) -> Record:
        """An event of a record that becomes what is `said`; its version is the next one."""
        before = self.records.get(subject)
        after = {**(before or {}), **said}
        changes = {name: {"before": (before or {}).get(name), "after": value} for name, value in after.items()
                   if before is None or before.get(name) != value}  # fmt: skip
        self.records[subject], self.versions[subject] = after, self.versions.get(subject, 0) + 1
        event = envelope(kind, subject, self.versions[subject], record=after, changes=changes, time=clock.timestamp())
        self.told.append(event)
        if not self.held:
            self.deliver(event)
        return event

    def deliver(self, *events: Record) -> None:
        assert self.wire.deliver("floor", *events) == []

    def sweep(self) -> int:
        """The clock strikes; at how many tenants it looked."""
        found: int = importlib.import_module("floor.schedules").handler({"task": "Sweep"}, CONTEXT)["found"]
        return found

    # ── what happens ──

    def named(self, queue: str = SALES, name: str = "销售 Sales", team: str | None = TEAM, **said: Any) -> None:
        facts = {"id": queue, "name": name, "team": team, "target": 60, "paused": False, "retired": False, **said}
        self.happens("QueueCreated", f"queues/{queue}", **facts)

    def teamed(self, team: str = TEAM, name: str = "Day shift", leads: tuple[str, ...] = ()) -> None:
        self.happens("TeamCreated", f"teams/{team}", id=team, name=name, leads=list(leads), retired=False)

    def joins(self, agent: str = ANN, name: str = "林小梅", team: str = TEAM, capacity: int = 100) -> None:
        facts = {"id": agent, "name": name, "teams": [team], "capacity": capacity, "active": True}
        self.happens("AgentRegistered", f"agents/{agent}", **facts)

    def stands(self, status: str, agent: str = ANN, reason: str = "") -> None:
        """The agent's presence changes now."""
        subject, now = f"presence/{agent}", clock.timestamp()
        was = self.records.get(subject)
        previous = {**{name: was[name] for name in ("status", "reason", "since")}, "until": now} if was else None
        self.happens("PresenceChanged", subject, id=agent, status=status, reason=reason or status, since=now,
                     previous=previous)  # fmt: skip

    def waits(self, ticket: str = "", queue: str | None = SALES) -> str:
        """A new item of work; the id of its ticket."""
        ticket, now = ticket or clock.new_id(), clock.timestamp()
        self._work("WorkQueued", ticket, id=ticket, number="2611-0001", customer=CUSTOMER, queue=queue, state="waiting",
                   place=now, units=20, agent=None, offer=None, assignedAt=None, doneAt=None)  # fmt: skip
        return ticket

    def offered(self, ticket: str, agent: str = ANN) -> None:
        self._work("WorkOffered", ticket, state="offered", offer={"agent": agent, "at": clock.timestamp()})

    def declined(self, ticket: str, kind: str = "OfferDeclined") -> None:
        self._work(kind, ticket, state="waiting", offer=None)

    def assigned(self, ticket: str, agent: str = ANN) -> None:
        self._work("WorkAssigned", ticket, state="assigned", offer=None, agent=agent, assignedAt=clock.timestamp())

    def returned(self, ticket: str) -> None:
        self._work("WorkReturned", ticket, state="waiting", agent=None, assignedAt=None)

    def moved(self, ticket: str, queue: str = CARE) -> None:
        self._work("WorkMoved", ticket, queue=queue)

    def done(self, ticket: str) -> None:
        self._work("WorkDone", ticket, state="done", doneAt=clock.timestamp())

    def ticket(self, kind: str, ticket: str, clocks: tuple[Record, ...] = (), /, **said: Any) -> None:
        """Something of the ticket itself, whose clocks stand as given."""
        facts = {"id": ticket, "number": "2611-0001", "requester": CUSTOMER, "subject": "A question",
                 "description": None, "statusCategory": "open", "queue": None}  # fmt: skip
        known = self.records.get(f"tickets/{ticket}", facts)
        self.happens(kind, f"tickets/{ticket}", **{**known, "sla": {"clocks": list(clocks)}, **said})

    def writes(self, ticket: str, body: str, sender: str = "requester") -> None:
        comment = clock.new_id()
        self.happens("CommentAdded", f"comments/{comment}", id=comment, ticket=ticket, requester=CUSTOMER, body=body,
                     **{"from": sender})  # fmt: skip

    def _work(self, kind: str, ticket: str, **said: Any) -> None:
        self.happens(kind, f"work/{ticket}", **said)
