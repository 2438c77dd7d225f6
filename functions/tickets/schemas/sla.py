"""Calendars, SLA policies, and how well they are kept."""

from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, JsonValue, StringConstraints, model_serializer, model_validator

from onestop.errors import Invalid
from onestop.http import Query
from onestop.models import Model, Name, Timestamp, TimeZone, Ulid, patch_of
from tickets.domain import opening_hours
from tickets.schemas.actions import Actions
from tickets.schemas.clocks import Metric
from tickets.schemas.condition import TicketCondition
from tickets.schemas.ticket import Priority

YEAR = 366 * 86_400  # seconds
LONGEST = 92  # days of a report
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def _existing(text: str) -> str:
    return date.fromisoformat(text).isoformat()


Day = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), AfterValidator(_existing)]
Time = Annotated[str, StringConstraints(pattern=r"^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$")]
Seconds = Annotated[int, Field(strict=True, ge=1, le=YEAR)]


class OpenHours(Model):
    """Open from one time of the day until before another; the end of the day is 24:00."""

    start: Time
    end: Time


DayHours = Annotated[list[OpenHours], Field(max_length=10)]


class Holiday(Model):
    """A date that is otherwise than its weekday, this year or, with `yearly`, each year.

    Without hours it is closed; with hours it is open then, on a Saturday that is worked, too.
    """

    date: Day
    name: Name | None = None
    yearly: bool = False
    hours: DayHours = []


class NewCalendar(Model):
    """Business hours in the time of a zone. A weekday that is left out is closed; who works past midnight has hours on
    both days."""

    name: Name
    zone: TimeZone
    week: dict[Weekday, DayHours]
    holidays: Annotated[list[Holiday], Field(max_length=400)] = []

    @model_validator(mode="after")
    def _opens(self) -> Self:
        try:
            opening_hours.calendar(self.whole())
        except Invalid as invalid:
            raise ValueError(invalid.detail) from invalid
        return self


CalendarPatch = patch_of("CalendarPatch", NewCalendar)


class Calendar(NewCalendar):
    """What is shown."""

    id: Ulid
    created_at: Timestamp
    updated_at: Timestamp
    version: int


class Targets(Model):
    """Within how many seconds of open time; what is left out is not promised."""

    first_response: Seconds | None = None
    next_response: Seconds | None = None
    resolution: Seconds | None = None
    update: Seconds | None = None

    @model_serializer
    def _promised(self) -> dict[str, Any]:
        named = ((info.alias or name, getattr(self, name)) for name, info in type(self).model_fields.items())
        return {name: seconds for name, seconds in named if seconds is not None}


class Warn(Model):
    """When a warning comes: when so many percent of a target have passed, or so many seconds before it has."""

    percent: Annotated[int, Field(strict=True, ge=1, le=99)] | None = None
    seconds: Seconds | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.percent is None) == (self.seconds is None):
            raise ValueError("is either percent or seconds")
        return self


class Escalation(Model):
    """What is done to a ticket when it is warned of, or breaches, one of some metrics; of any where none is named."""

    on: Literal["warned", "breached"]
    metrics: Annotated[list[Metric], Field(max_length=4)] = []
    actions: Actions


class NewSlaPolicy(Model):
    """For the tickets for which its condition holds and no policy before it does.

    Seconds are open time of the calendar, and all time without one or for the metrics in `aroundTheClock`. Clocks
    stand while a ticket is in the status categories `pauses`.
    """

    name: Name
    active: bool = True
    position: Annotated[int, Field(strict=True, ge=0, le=10_000)] = 0
    condition: TicketCondition = Field(default_factory=lambda: {"all": []})
    calendar: Ulid | None = None
    targets: Annotated[dict[Priority, Targets], Field(min_length=1)]
    around_the_clock: Annotated[list[Metric], Field(max_length=4)] = []
    pauses: Annotated[list[Literal["pending", "hold"]], Field(max_length=2)] = ["pending"]
    warn: Warn | None = None
    escalations: Annotated[list[Escalation], Field(max_length=10)] = []


SlaPolicyPatch = patch_of("SlaPolicyPatch", NewSlaPolicy)


class SlaPolicy(NewSlaPolicy):
    """What is shown."""

    targets: dict[Priority, dict[Metric, int]]
    escalations: list[dict[str, JsonValue]]
    id: Ulid
    created_at: Timestamp
    updated_at: Timestamp
    version: int


class SlaRecalculation(Model):
    """How far open tickets have been brought to the present edition of calendars and policies.

    `waiting` until everybody knows it, then `running`, then `done`; `lookedAt` tickets, of which some `changed`.
    """

    edition: int
    state: Literal["waiting", "running", "done"]
    position: Ulid | None
    looked_at: int
    changed: int
    begun_at: Timestamp | None
    updated_at: Timestamp | None
    version: int


class SlaReportQuery(Query):
    """From one day to another, both included and in UTC: those on which promises were kept, or were not."""

    since: Day
    until: Day
    by: Literal["team", "agent", "policy"] = "team"

    @model_validator(mode="after")
    def _not_too_long(self) -> Self:
        days = (date.fromisoformat(self.until) - date.fromisoformat(self.since)).days
        if not 0 <= days < LONGEST:
            raise ValueError(f"until is since or up to {LONGEST - 1} days later")
        return self


class Kept(Model):
    """How many cycles of a metric were hit and missed; `met` is the share that was hit."""

    hit: int
    missed: int
    met: float


class SlaReportRow(Model):
    """What one policy, team or agent (null: nobody) has kept."""

    policy: Ulid | None = None
    team: Ulid | None = None
    agent: Ulid | None = None
    metrics: dict[Metric, Kept]


class SlaReport(Model):
    """How promises were kept from one day to another."""

    since: str
    until: str
    by: Literal["team", "agent", "policy"]
    rows: list[SlaReportRow]
    total: dict[Metric, Kept]
