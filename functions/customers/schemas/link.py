"""How customers belong together."""

from datetime import date
from typing import Annotated, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from customers.domain.links import known
from onestop.models import Model, Timestamp, Ulid

Role = Annotated[
    str,
    StringConstraints(min_length=1, max_length=50),
    AfterValidator(known),
    Field(examples=["employee", "owner", "contact", "parent company", "household"]),
]


class NewLink(Model):
    """`customerId` of the path is the `role` of `other`: an employee of a company, the parent of a subsidiary.

    `primary` marks the one link of its role that counts first; `since` and `until` are days, both included.
    """

    other: Ulid
    role: Role
    primary: bool = False
    since: date | None = None
    until: date | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.since and self.until and self.until < self.since:
            raise ValueError("it ends before it begins")
        return self


class Link(NewLink):
    """What is shown, the same on either side: `customer` is the `role` of `other`."""

    id: Ulid
    customer: Ulid
    created_at: Timestamp
    version: int
