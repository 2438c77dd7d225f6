"""What the sagas ask of orders."""

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field

from onestop.models import Model, Timestamp, Ulid
from orders.schemas.saga import Execution, SagaName

State = Annotated[str, Field(min_length=1, max_length=80)]  # of a state machine
Error = Annotated[str, Field(min_length=1, max_length=200)]


class OfOrder(Model):
    """Begin, EndUndo: by the order alone."""

    order: Ulid


class OfShipment(OfOrder):
    """BeginShipment, IssueInvoice, EndShipment."""

    shipment: Ulid


class FailShipment(OfShipment):
    """Why the pieces do not leave."""

    error: Error


class OfCancellation(OfOrder):
    """BeginCancellation, EndCancellation."""

    cancellation: Ulid


class KnownCustomer(Model):
    """What the customers' own records say; more may come."""

    model_config = ConfigDict(extra="ignore")

    id: Ulid
    tags: list[str] = Field(default_factory=list)
    since: Timestamp | None = None


class AssessRisk(OfOrder):
    """The order, and the customer as he is known."""

    customer: KnownCustomer


class Risk(Model):
    """What was assessed."""

    model_config = ConfigDict(extra="ignore")

    verdict: Literal["approve", "review"]
    score: int
    reasons: list[dict[str, Any]]


class Confirm(OfOrder):
    """The order, and what was found about its risk."""

    risk: Risk


class BeginUndo(OfOrder):
    """At which step it failed, and by what."""

    step: State
    error: Error


class Park(OfOrder):
    """A saga that cannot go on by itself: `id` is the name of its execution, `token` lets it go on.

    `entered` is when it came to stand still (RFC 3339): of two messages the one that was sent later holds.
    """

    saga: SagaName
    id: Execution
    step: State
    error: Error
    token: Annotated[str, Field(min_length=1, max_length=2048)]
    entered: Annotated[str, Field(max_length=40)] = ""
