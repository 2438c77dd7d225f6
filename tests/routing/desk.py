"""Everybody who comes to routing: tickets and agents with their events, people at the door, turns and the clock."""

import importlib
import json
import os
from dataclasses import dataclass, field, replace
from typing import Any

import boto3

from onestop import clock
from tests.support.envelopes import envelope
from tests.support.gateway import CONTEXT, Browser
from tests.support.queues import received
from tests.support.wire import Stream

CUSTOMER = "01J000000000000000000000C0"
ROUNDS = 60
ALWAYS = {"profile": None, "teams": [], "skills": [], "languages": ["en"], "capacity": 100, "active": True}
PRESENT = {"status": "available", "reason": "available", "channels": ["ticket", "chat"], "until": None}
NEW = {
    "number": "1001", "subject": "My parcel", "statusCategory": "new", "priority": "normal", "channel": "web",
    "requester": CUSTOMER, "assignee": None,
}  # fmt: skip


@dataclass
class Desk:
    """The desk of the demo tenant. What is told is carried on by `carry`, until nothing moves any more."""

    lead: Browser
    stream: Stream
    records: dict[str, dict[str, Any]] = field(default_factory=dict)
    sequences: dict[str, int] = field(default_factory=dict)
    told: list[dict[str, Any]] = field(default_factory=list)
    held_up: list[dict[str, Any]] | None = None  # what others tell, where it does not arrive at once

    # ── how it is set up ──────────────────────────────────────────────────────────────────────────────────────────
    def queue(self, name: str = "Support", **said: Any) -> str:
        return self._made("/queues", {"name": name, **said})

    def policy(self, **said: Any) -> str:
        return self._made("/routing-policies", {"name": "Policy", **said})

    def profile(self, *queues: dict[str, Any]) -> str:
        return self._made("/routing-profiles", {"name": "Profile", "queues": list(queues)})

    def _made(self, path: str, body: dict[str, Any]) -> str:
        reply = self.lead.post(path, body)
        assert reply.status == 201, reply.text
        return str(reply.json["id"])

    # ── what others tell ──────────────────────────────────────────────────────────────────────────────────────────
    def agent(self, *, there: bool = True, **said: Any) -> str:
        """An agent of workforce, who is there."""
        agent = clock.new_id()
        self.tell("AgentRegistered", f"agents/{agent}", {**ALWAYS, "id": agent, **said})
        if there:
            self.present(agent)
        return agent

    def present(self, agent: str, status: str = "available", **said: Any) -> None:
        channels = PRESENT["channels"] if status == "available" else []
        record = {**PRESENT, "id": agent, "status": status, "channels": channels, **said}
        self.tell("PresenceChanged", f"presence/{agent}", record)

    def ticket(self, **said: Any) -> str:
        """A ticket that was just opened."""
        ticket = clock.new_id()
        self.change(ticket, "TicketOpened", **said)
        return ticket

    def change(self, ticket: str, kind: str = "TicketChanged", actor: str = "member/01J0000000000000000000000M",
               **said: Any) -> dict[str, Any]:  # fmt: skip
        """Whatever happens to a ticket; the envelope that tells it."""
        before = self.records.get(f"tickets/{ticket}", {})
        record = {**NEW, "id": ticket, **before, **said}
        return self.tell(kind, f"tickets/{ticket}", record, actor)

    def tell(self, kind: str, subject: str, record: dict[str, Any], actor: str = "system/test") -> dict[str, Any]:
        """Tell routing an event of another capability; the envelope, which may be told again."""
        before = self.records.get(subject, {})
        changes = {name: {"before": before.get(name), "after": value} for name, value in record.items()
                   if before.get(name) != value}  # fmt: skip
        self.records[subject], self.sequences[subject] = record, self.sequences.get(subject, 0) + 1
        said = envelope(kind, subject, self.sequences[subject], record=record, changes=changes, actor=actor,
                        time=clock.timestamp())  # fmt: skip
        if self.held_up is None:
            assert self.hear(said) == []
        else:
            self.held_up.append(said)
        return said

    def hear(self, *said: dict[str, Any]) -> list[str]:
        """Give envelopes to the inbox; the ids of those that were not taken."""
        return fed("consumers", [(each["id"], {"source": "onestop.any", "detail": each}) for each in said])

    # ── what goes on by itself ────────────────────────────────────────────────────────────────────────────────────
    def carry(self) -> "Desk":
        """Carry events, turns and messages whose time has come, until nothing moves any more."""
        for _ in range(ROUNDS):
            moved = [self.hear(*self.published()), *(self.fetch(door) for door in ("turns", "timeouts"))]
            if not self._pending and not any(moved):
                return self
        raise AssertionError(f"something still moves after {ROUNDS} rounds")

    def published(self) -> list[dict[str, Any]]:
        """What was written since, as it is told."""
        says = importlib.import_module("routing.relay").handler.says
        found = [said for record in self.stream.skip() if (said := says(record))]
        self.told += found
        self._pending = len(found)
        return [each for each in found if "Retired" not in each["type"] and each["type"] not in UNHEARD]

    def fetch(self, door: str) -> int:
        """Take the messages of a queue of routing's own to their door; how many there were."""
        sqs, url = boto3.client("sqs"), os.environ[f"{door.upper()}_QUEUE"]
        found = 0
        for batch in received(url):
            failed = fed(door, [(each["MessageId"], json.loads(each["Body"])) for each in batch])
            assert failed == [], f"{door} failed"
            for each in batch:
                sqs.delete_message(QueueUrl=url, ReceiptHandle=each["ReceiptHandle"])
            found += len(batch)
        return found

    def clock(self) -> int:
        """The minute strikes; how many items were looked at."""
        found: int = importlib.import_module("routing.schedules").handler({"task": "Sweep"}, CONTEXT)["found"]
        return found

    # ── what is seen ──────────────────────────────────────────────────────────────────────────────────────────────
    def by(self, agent: str) -> Browser:
        """An agent at the door."""
        return replace(self.lead, actor=f"member/{agent}", scopes="routing:read routing:write")

    def work(self, ticket: str) -> dict[str, Any]:
        found: dict[str, Any] = self.lead.get(f"/work/{ticket}").json
        return found

    def state(self, ticket: str) -> tuple[str, str | None]:
        """The state of an item, and who has it or is asked."""
        work = self.work(ticket)
        return work["state"], work["offer"]["agent"] if work["offer"] else work["agent"]

    def held(self, agent: str) -> set[str]:
        return {each["id"] for each in self.lead.get(f"/work?agent={agent}").json["data"]}

    def events(self, ticket: str) -> list[str]:
        """What was told about an item, in its order."""
        return [each["type"] for each in self.told if each["subject"] == f"work/{ticket}"]


UNHEARD = {"PolicyCreated", "ProfileCreated"}


def fed(door: str, messages: list[tuple[str, Any]]) -> list[str]:
    """Hand messages to a door of routing; the ids of those that it did not take."""
    if not messages:
        return []
    records = [{"messageId": name, "body": json.dumps(body)} for name, body in messages]
    answer = importlib.import_module(f"routing.{door}").handler({"Records": records}, CONTEXT)
    return [each["itemIdentifier"] for each in answer["batchItemFailures"]]
