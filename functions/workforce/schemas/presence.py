"""Whether agents are there."""

from typing import Annotated

from pydantic import StringConstraints

from onestop.http import ListQuery
from onestop.models import Model, Timestamp, Ulid
from workforce.domain.reasons import Status
from workforce.schemas.fields import Key

Because = Annotated[str, StringConstraints(min_length=1, max_length=500)]


class PresenceGiven(Model):
    """A reason of the settings. Who sets it for somebody else says why in `note`."""

    reason: Key
    note: Because | None = None


class Heartbeat(Model):
    """That the console is there. With `resume`, who fell silent is what he was before, without choosing it."""

    resume: bool = False


class _State(Model):
    status: Status
    reason: Key
    channels: list[Key]
    since: Timestamp
    forced_by: str | None
    note: str | None


class Past(_State):
    """A state that is over, and for how many seconds it held."""

    until: Timestamp
    seconds: float


class Presence(_State):
    """What is shown. `until` is the end of the shift that is under way, `previous` the state that ended with this one.

    `previous` is null where the last change only moved `until`, and in the first state of an agent.
    """

    id: Ulid
    until: Timestamp | None
    previous: Past | None
    version: int


class PresenceInterval(_State):
    """How long an agent was in a state; the state that holds has no end yet."""

    agent: Ulid
    until: Timestamp | None
    seconds: float | None


class PresenceQuery(ListQuery):
    """All agents, or those of a team."""

    team: Ulid | None = None


class IntervalQuery(ListQuery):
    """What overlaps a time, the oldest first: the last 24 hours, unless something else is said."""

    since: Timestamp | None = None
    until: Timestamp | None = None
