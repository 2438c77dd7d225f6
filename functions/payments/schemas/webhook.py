"""What a provider tells by itself, and what it is answered."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

from onestop.models import Amount, Currency, Model

Text = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class _Told(BaseModel):
    """Not ours: a provider may add fields."""

    model_config = ConfigDict(extra="ignore", frozen=True, defer_build=True)


class Told(_Told):
    """What came of the operation under one of our references; `id` is the provider's own."""

    reference: Text
    id: Text
    state: Literal["done", "declined", "pending"]
    amount: Amount
    currency: Currency
    reason: Annotated[str, StringConstraints(max_length=200)] | None = None


class Webhook(_Told):
    """Standard Webhooks: what kind of thing happened, and the thing."""

    type: Text
    data: Told


class Received(Model):
    """`settled` where it told what was not known, else `known`."""

    outcome: Literal["settled", "known"]
