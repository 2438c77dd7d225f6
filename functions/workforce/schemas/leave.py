"""When agents are not there although their shifts say so."""

from datetime import datetime, timedelta
from typing import Annotated, Literal, Self

from pydantic import StringConstraints, model_validator

from onestop.http import ListQuery
from onestop.models import Model, Timestamp, Ulid, patch_of

LONGEST = timedelta(days=400)


class LeaveTimes(Model):
    """What of a leave may change."""

    kind: Literal["vacation", "sick", "training", "other"] = "vacation"
    note: Annotated[str, StringConstraints(min_length=1, max_length=500)] | None = None
    start: Timestamp
    end: Timestamp

    @model_validator(mode="after")
    def _some_time(self) -> Self:
        if not timedelta() < datetime.fromisoformat(self.end) - datetime.fromisoformat(self.start) <= LONGEST:
            raise ValueError("a leave ends after its start, and within 400 days")
        return self


class NewLeave(LeaveTimes):
    """Whose leave it is."""

    agent: Ulid


LeavePatch = patch_of("LeavePatch", LeaveTimes)


class Leave(NewLeave):
    """What is shown."""

    id: Ulid
    created_at: Timestamp
    updated_at: Timestamp
    version: int


class LeaveQuery(ListQuery):
    """Those of an agent."""

    agent: Ulid
