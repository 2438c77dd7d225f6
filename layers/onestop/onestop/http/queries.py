"""The parameters that routes have in common; those of a capability derive from these."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

LONGEST = 200


class Query(BaseModel):
    """The parameters of a route; those of all routes are here. Unknown ones are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
    fields: str | None = None

    def filters(self) -> dict[str, Any]:
        """What a cursor is bound to: everything but the position, the page size and the trimming."""
        return self.model_dump(exclude={"fields", "cursor", "limit"}, exclude_none=True, mode="json")


class ListQuery(Query):
    """The parameters of every list."""

    limit: Annotated[int, Field(ge=1, le=LONGEST)] = 50
    cursor: Annotated[str, Field(min_length=1, max_length=4096)] | None = None
