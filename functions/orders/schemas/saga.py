"""The sagas of orders, and the steps that they took."""

from typing import Annotated, Literal

from pydantic import JsonValue, StringConstraints

from onestop.http import ListQuery
from onestop.models import Model, Timestamp, Ulid

SagaName = Literal["order", "shipment", "cancellation", "return"]
# The id of what the saga is about; of a return that is tried again, with the number of the attempt behind it.
Execution = Annotated[str, StringConstraints(pattern=r"^[0-7][0-9A-HJKMNP-TV-Z]{25}(-[1-9]\d{0,5})?$")]
SagaState = Literal["running", "parked", "done", "undone"]


class SagaMark(Model):
    """Which step of which saga wrote a record; `attempt` counts from 0."""

    saga: str
    id: str
    step: str
    attempt: int


class SagaStep(Model):
    """One step as the order's timeline shows it: what it did, whether it undid something, and why."""

    id: Ulid
    order: Ulid
    step: str
    saga: str
    execution: str
    attempt: int
    what: str
    subject: str
    compensation: bool
    reason: dict[str, JsonValue] | None
    at: Timestamp


class Parked(Model):
    """Where a saga stands still, and by which error."""

    step: str
    error: str
    at: Timestamp


class Saga(Model):
    """One execution: where it is, what it stands still for, and who let it go on. `parkings` counts its stops."""

    id: Execution
    saga: SagaName
    order: Ulid
    state: SagaState
    parked: Parked | None
    parkings: int
    step: SagaMark | None
    started_at: Timestamp
    resumed_at: Timestamp | None
    resumed_by: str | None
    ended_at: Timestamp | None
    version: int


class SagaQuery(ListQuery):
    """The sagas, or those in one state; the newest first."""

    state: SagaState | None = None
