"""What sagas did for an order, and those that wait for somebody."""

from typing import Any, Literal

from pydantic import JsonValue

from onestop.models import Model, Timestamp, Ulid


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


class Saga(Model):
    """A saga that could not go on by itself: at which step, why, and since when it does again."""

    id: str
    saga: Literal["order", "shipment", "cancellation", "return"]
    execution: str
    order: Ulid
    customer: Ulid
    state: Literal["parked", "resumed"]
    parked_step: str
    error: dict[str, Any] | None
    attempts: int
    step: SagaMark | None
    parked_at: Timestamp
    resumed_at: Timestamp | None
    resumed_by: str | None
    version: int
