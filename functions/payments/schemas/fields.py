"""Types that payments have in common."""

from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from onestop.models import Amount, Currency, Model
from payments.domain.cards import must_be_free_of_cards

# The error passes through pydantic as it is: it has a code of its own, and nobody repeats what was sent.
Token = Annotated[
    str, AfterValidator(must_be_free_of_cards), StringConstraints(pattern=r"^[\x21-\x7e]+$", max_length=255)
]
Remark = Annotated[str, AfterValidator(must_be_free_of_cards), StringConstraints(min_length=1, max_length=1000)]
ProviderName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,29}$")]


class Sum(Model):
    """An amount in minor units that is not negative."""

    amount: Amount
    currency: Currency


class Method(Model):
    """How it is paid: the provider's reference for it. Never the card itself."""

    provider: ProviderName
    token: Token


class Step(Model):
    """The step of a saga that did something; `attempt` counts from 0."""

    saga: str
    id: str
    step: str
    attempt: int
