"""The types that people's records are made of."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from onestop import addresses

Role = Literal["owner", "admin", "supervisor", "agent", "sales", "analyst", "integration"]


def _once_each(values: list[str]) -> list[str]:
    return sorted(set(values))


EmailAddress = Annotated[str, StringConstraints(max_length=addresses.LONGEST), AfterValidator(addresses.email)]
Roles = Annotated[list[Role], Field(min_length=1, max_length=7), AfterValidator(_once_each)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$")]
Scope = Annotated[str, StringConstraints(pattern=r"^[a-z-]{1,40}:[a-z-]{1,40}$")]
Scopes = Annotated[list[Scope], Field(min_length=1, max_length=200), AfterValidator(_once_each)]
