"""What a route declares and what a view is given."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ConfigDict

from onestop.errors import OneStopError
from onestop.identity import Caller
from onestop.once import Once

JSON = "application/json"
ANY_VERSION = -1


class Query(BaseModel):
    """The parameters of a route; those of all routes are here. Unknown ones are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    fields: str | None = None

    def filters(self) -> dict[str, Any]:
        """What a cursor is bound to: everything but the position, the page size and the trimming."""
        return self.model_dump(exclude={"fields", "cursor", "limit"}, exclude_none=True, mode="json")


@dataclass(frozen=True, slots=True)
class Route:
    """All that is public about a route; the OpenAPI documents and the gateway are generated from it.

    `returns` is the model of the answer's body (for a list: of one element, with `many`), `location` the path of what
    was made (`/customers/{id}`), `errors` the codes beyond those that every route has. `besides` has what is answered
    by the rules of another standard, status -> (media type, model or None): a page, an OAuth error.
    """

    method: str
    path: str
    name: str = ""
    summary: str = ""
    scope: str | None = None
    body: type[BaseModel] | None = None
    query: type[Query] = Query
    returns: Any = None
    many: bool = False
    status: int = 200
    location: str | None = None
    errors: tuple[type[OneStopError], ...] = ()
    besides: Mapping[int, tuple[str, Any]] = field(default_factory=dict)
    media: str = JSON
    accepts: tuple[str, ...] = (JSON,)
    public: bool = False
    once: bool = True  # whether a POST takes an Idempotency-Key
    versioned: bool = True  # whether PATCH, PUT and DELETE need If-Match


@dataclass(frozen=True, slots=True)
class Call:
    """A request that has been read: who, which record, with what. `if_match` is a version or ANY_VERSION."""

    by: Caller
    route: Route
    path: Mapping[str, str] = field(default_factory=dict)
    query: Any = None
    body: Any = None
    once: Once | None = None
    if_match: int = ANY_VERSION
    headers: Mapping[str, str] = field(default_factory=dict)


View = Callable[[Call], Any]
