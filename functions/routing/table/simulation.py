"""Simulations, and who was there when."""

from typing import Any

from onestop import lists, tables
from onestop.pynamo import JSONAttribute, NumberAttribute, UnicodeAttribute
from onestop.tables import key
from routing.table.base import Row

LIST = "simulations"


class Simulation(Row, discriminator="simulation"):
    """What was asked, and what came of it; `given` are the arrivals that somebody made up."""

    PUBLIC = (
        "id", "name", "state", "since", "until", "queue", "policy", "agents", "seed", "in_use", "tried", "reason",
        "created_at", "updated_at", "version",
    )  # fmt: skip

    given = JSONAttribute(null=True)

    id = UnicodeAttribute()
    name = UnicodeAttribute(null=True)
    state = UnicodeAttribute()
    since = UnicodeAttribute(null=True)
    until = UnicodeAttribute(null=True)
    queue = UnicodeAttribute(null=True)
    policy = UnicodeAttribute(null=True)
    agents = JSONAttribute()
    seed = NumberAttribute()
    in_use = JSONAttribute(attr_name="inUse", null=True)
    tried = JSONAttribute(null=True)
    reason = UnicodeAttribute(null=True)
    created_at = UnicodeAttribute(attr_name="createdAt")
    updated_at = UnicodeAttribute(attr_name="updatedAt")

    def subject(self) -> str:
        return f"simulations/{self.id}"

    def enlist(self) -> None:
        """List it among the simulations of its tenant, by its age."""
        self.stated, self.state_key = lists.partition(self.tenant, LIST, self.id), self.id


class Attendance(Row, discriminator="attendance"):
    """An agent was there, and given work, from `start` until `end`."""

    agent = UnicodeAttribute()
    start = UnicodeAttribute()
    end = UnicodeAttribute()


def simulation_keys(tenant: str, simulation_id: str) -> tuple[str, str]:
    return key(tenant, "simulation", simulation_id), "record"


def simulation(tenant: str, simulation_id: str, *, consistent: bool = False) -> Any:
    """A simulation, or None: 1 call."""
    return tables.get(Simulation, *simulation_keys(tenant, simulation_id), consistent=consistent)


def attendance(tenant: str, day: str) -> str:
    """The partition of who was there until some moment of a day (UTC), by that moment."""
    return key(tenant, "attendance", day)
