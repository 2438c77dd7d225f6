"""All that a tenant has decided about routing, read together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from onestop.tables import served
from routing import table
from routing.domain import queues
from routing.domain.agents import Serving
from routing.domain.policy import Policy

PLAIN = Policy()


@dataclass(frozen=True, slots=True)
class Rules:
    """Queues, policies and profiles by their ids, the retired ones too, and what work weighs by channel."""

    queues: dict[str, Any] = field(default_factory=dict)
    policies: dict[str, Any] = field(default_factory=dict)
    profiles: dict[str, Any] = field(default_factory=dict)
    weights: dict[str, int] = field(default_factory=dict)

    def queue(self, queue_id: str | None) -> Any:
        """A queue that is in use, or None."""
        row = self.queues.get(queue_id or "")
        return None if row is None or row.retired else row

    def policy_of(self, queue: Any) -> Policy:
        """How a queue decides: by its policy, or else by what a policy says that says nothing."""
        row = self.policies.get(queue.policy or "")
        return Policy.of(row.view()) if row else PLAIN

    def kind(self, channel: str | None) -> str:
        """As what an item of a channel counts."""
        return queues.kind(channel, self.weights)

    def views(self) -> list[dict[str, Any]]:
        return [row.view() for row in self.queues.values()]

    def serving(self, agent: Any) -> dict[str, Serving]:
        """Which queues an agent serves, and how."""
        profile = self.profiles.get(agent.profile or "")
        said = profile.view() if profile else None
        return queues.serves(said, agent.profile is not None, agent.teams, self.views())

    def crews(self, queue_id: str) -> list[str | None]:
        """The profiles whose agents may serve a queue; None are agents without one."""
        listed = [name for name, row in self.profiles.items() if self._lists(row, queue_id)]
        return [None, *listed]

    def delays(self, queue_id: str) -> list[float]:
        """After how many seconds of waiting some agents begin to serve a queue."""
        entries = (each for row in self.profiles.values() if not row.retired for each in row.queues)
        return [each["delay"] for each in entries if each["queue"] == queue_id and each["delay"]]

    @staticmethod
    def _lists(profile: Any, queue_id: str) -> bool:
        return not profile.retired and any(each["queue"] == queue_id for each in profile.queues)


def of(tenant: str) -> Rules:
    """The rules of a tenant as of now: 1 call, 1 read unit for each 4 KB of them."""
    with served():
        rows = list(table.Row.query(table.desk_pk(tenant), consistent_read=True))
    weights = next((row.units for row in rows if isinstance(row, table.Weights)), {})
    return Rules(*(_by_id(rows, kind) for kind in (table.Queue, table.Policy, table.Profile)), weights)


def _by_id(rows: Iterable[Any], kind: type[Any]) -> dict[str, Any]:
    return {row.id: row for row in rows if isinstance(row, kind)}
