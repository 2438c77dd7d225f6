"""Everybody who comes to workforce: who leads, the agents at their consoles, and the clock."""

import importlib
from dataclasses import dataclass
from typing import Any

from tests.support.gateway import CONTEXT, MEMBER, Browser
from tests.support.wire import Envelope

MEI, JIA = (f"01J0000000000000000000000{letter}" for letter in "AB")
OWN = "workforce:read workforce:write"
EVERYBODY = ["chat", "email", "phone", "ticket"]
NOON = "2026-11-23T12:00:00Z"


@dataclass(frozen=True)
class Staff(Browser):
    """Somebody of the demo tenant who may do everything, and knows how to ask for it."""

    def agent(self, agent_id: str = MEI, **said: Any) -> str:
        """The id of a new agent."""
        reply = self.post("/agents", {"id": agent_id, "name": "林小梅", **said})
        assert reply.status == 201, reply.text
        return agent_id

    def team(self, name: str = "Payments") -> str:
        made: str = self.post("/teams", {"name": name}).json["id"]
        return made

    def at(self, agent_id: str = MEI) -> Browser:
        """An agent's own console."""
        return Browser(self.door, actor=f"member/{agent_id}", scopes=OWN)

    def say(self, reason: str, agent_id: str = MEI) -> dict[str, Any]:
        """What an agent says of himself."""
        reply = self.at(agent_id).put(f"/agents/{agent_id}/presence", {"reason": reason})
        assert reply.status == 200, reply.text
        said: dict[str, Any] = reply.json
        return said

    def force(self, reason: str, agent_id: str = MEI, **said: Any) -> Any:
        """What somebody who leads says of an agent."""
        return self.put(f"/agents/{agent_id}/presence", {"reason": reason, **said})

    def beat(self, agent_id: str = MEI, **said: Any) -> dict[str, Any]:
        """A heartbeat of an agent's console."""
        reply = self.at(agent_id).post("/presence/heartbeat", said)
        assert reply.status == 200, reply.text
        answer: dict[str, Any] = reply.json
        return answer

    def presence(self, agent_id: str = MEI) -> dict[str, Any]:
        found: dict[str, Any] = self.get(f"/agents/{agent_id}/presence").json
        return found

    def state(self, agent_id: str = MEI) -> tuple[str, str]:
        """Status and reason."""
        found = self.presence(agent_id)
        return found["status"], found["reason"]

    def intervals(self, agent_id: str = MEI, since: str = "2026-01-01T00:00:00Z", **said: str) -> list[dict[str, Any]]:
        asked = "&".join(f"{name}={value}" for name, value in {"since": since, **said}.items())
        found: list[dict[str, Any]] = self.get(f"/agents/{agent_id}/presence-intervals?{asked}").json["data"]
        return found

    def told(self, agent_id: str = MEI, **said: str) -> list[tuple[str, str, float | None]]:
        """Status, reason and seconds of each interval."""
        return [(each["status"], each["reason"], each["seconds"]) for each in self.intervals(agent_id, **said)]

    def shift(self, **said: Any) -> str:
        reply = self.post("/shifts", said)
        assert reply.status == 201, reply.text
        made: str = reply.json["id"]
        return made

    def settle(self, **said: Any) -> None:
        """Decide how the tenant works."""
        reply = self.put("/workforce-settings", said)
        assert reply.status == 200, reply.text

    def clock(self) -> int:
        """The clock strikes; how many agents it was about."""
        found: int = importlib.import_module("workforce.schedules").handler({"task": "Sweep"}, CONTEXT)["found"]
        return found


def member(kind: str, sequence: int, member_id: str = MEI, **said: Any) -> Envelope:
    """What identity tells of a member."""
    record = {"id": member_id, "name": "林小梅", "state": "active", "version": sequence} | said
    changes = {name: {"before": None, "after": value} for name, value in said.items()}
    return {
        "specversion": "1.0", "id": f"{kind}-{sequence}", "type": kind, "version": 1, "time": NOON,
        "tenant": "01J00000000000000000000000", "actor": f"member/{MEMBER}", "address": None, "correlation": "test",
        "causation": None, "subject": f"members/{member_id}", "sequence": sequence,
        "data": {"record": record, "changes": changes, "customers": []},
    }  # fmt: skip
