"""The floor as it is shown, and what an agent did."""

from typing import Annotated, Literal

from pydantic import Field

from floor.schemas.alert import Alert
from onestop.http import Query
from onestop.models import Model, Timestamp, Ulid

Status = Literal["available", "busy", "away", "offline"]
Share = Annotated[float, Field(ge=0, le=1)]


class Queue(Model):
    """The numbers of a queue; `queue` is null for what no queue takes. Days are those of UTC.

    `averageWaitToday` is in seconds, of what was assigned today.
    """

    queue: Ulid | None
    name: str | None
    team: Ulid | None
    paused: bool
    target: int | None
    waiting: int
    offered: int
    in_work: int
    sla_at_risk: int
    sla_breached: int
    arrived_today: int
    offered_today: int
    assigned_today: int
    done_today: int
    missed_today: int
    average_wait_today: int | None
    longest_wait_since: Timestamp | None


class Waiting(Model):
    """Somebody in the line of a queue."""

    ticket: Ulid
    number: str | None
    since: Timestamp


class QueueWithLine(Queue):
    """A queue and the first ten of its line."""

    line: list[Waiting]


class Agent(Model):
    """An agent: the status since when, how much is in hand (in units), and how the last hour was spent.

    `occupancy` is handling time / (handling time + available time).
    """

    agent: Ulid
    name: str | None
    teams: list[Ulid]
    status: Status
    reason: str | None
    since: Timestamp | None
    load: int
    capacity: int
    offered: int
    in_work: int
    handling_seconds: int
    available_seconds: int
    occupancy: Share | None


class Team(Model):
    """How many of a team are in which status, and their work and occupancy together."""

    team: Ulid
    name: str
    agents: int
    available: int
    busy: int
    away: int
    offline: int
    in_work: int
    occupancy: Share | None


class Floor(Model):
    """All of it at one moment. `version` grows with every change."""

    queues: list[Queue]
    teams: list[Team]
    agents: list[Agent]
    alerts: list[Alert]
    at: Timestamp
    version: int


class TimelineQuery(Query):
    """A week at most; by default the last day."""

    since: Timestamp | None = None
    until: Timestamp | None = None


class State(Model):
    """A time in one status."""

    status: Status
    reason: str | None
    since: Timestamp
    until: Timestamp
    seconds: int


class Handled(Model):
    """A time with a ticket in hand."""

    ticket: Ulid
    since: Timestamp
    until: Timestamp
    seconds: int


class Timeline(Model):
    """What an agent did between two moments; `seconds` is the time in each status."""

    agent: Ulid
    name: str | None
    since: Timestamp
    until: Timestamp
    states: list[State]
    work: list[Handled]
    seconds: dict[Status, int]
    handling_seconds: int
    available_seconds: int
    occupancy: Share | None
