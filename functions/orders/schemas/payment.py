"""How an order is paid: by a reference that the payment provider gave, never by card data."""

from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from onestop.models import Model
from orders.domain.cards import refuse_card_data

Reference = Annotated[str, StringConstraints(min_length=1, max_length=500), AfterValidator(refuse_card_data)]
Provider = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,39}$")]


class PaymentMethod(Model):
    """`token` is the provider's reference to a means of payment. Anything that holds a card number is refused."""

    provider: Provider
    token: Reference


class Placement(Model):
    """What placing an order needs; `payment` may be left out where the draft names one or nothing is to be paid."""

    payment: PaymentMethod | None = None
