"""Static lists: groups of customers that people put together by hand."""

from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, JsonValue, model_validator

from onestop.models import Model, Name, Timestamp, Ulid, patch_of

Some = Annotated[list[Ulid], Field(max_length=100)]


class NewList(Model):
    """A name and what it is for."""

    name: Name
    description: Annotated[str, Field(min_length=1, max_length=2000)] | None = None


ListPatch = patch_of("ListPatch", NewList)


class CustomerList(NewList):
    """What is shown."""

    id: Ulid
    created_at: Timestamp
    updated_at: Timestamp
    version: int


class Members(Model):
    """Customers to put on a list and to take off it: up to 100 in all, each of them once."""

    model_config = ConfigDict(json_schema_extra={"example": {"add": ["01J8Z3V6T0QYB4N5C7D9E1F2G3"], "remove": []}})

    add: Some = []
    remove: Some = []

    @model_validator(mode="after")
    def _once_each(self) -> Self:
        everybody = self.add + self.remove
        if not 1 <= len(everybody) <= 100:
            raise ValueError("name 1 to 100 customers")
        if len(set(everybody)) < len(everybody):
            raise ValueError("a customer is named twice")
        return self


class Membership(Model):
    """That a customer is on a list."""

    id: Ulid
    customer: Ulid
    list: Ulid
    added_at: Timestamp
    version: int


class MemberResult(Model):
    """What became of one customer."""

    customer: Ulid
    status: int
    outcome: Literal["added", "removed", "unchanged", "failed"]
    problem: dict[str, JsonValue] | None = None


class MembersResult(Model):
    """One entry per customer, first those to add, then those to remove."""

    data: list[MemberResult]
