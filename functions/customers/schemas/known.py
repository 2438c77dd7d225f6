"""What tasks are asked."""

from typing import Self

from pydantic import model_validator

from customers.schemas.contact import EmailAddress, PhoneNumber
from onestop.models import Language, Model, Name, Ulid


class KnownCustomer(Model):
    """Is there such a customer?"""

    customer: Ulid


class SomebodyWriting(Model):
    """Who is it that has this address? `name` and `language` are for one who is new."""

    name: Name
    email: EmailAddress | None = None
    phone: PhoneNumber | None = None
    language: Language | None = None

    @model_validator(mode="after")
    def _reachable(self) -> Self:
        if not self.email and not self.phone:
            raise ValueError("an e-mail address or a phone number is needed")
        return self
