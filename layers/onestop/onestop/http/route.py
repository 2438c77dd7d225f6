"""What a route declares and what a view is given."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from typing import Any

from onestop.errors import OneStopError
from onestop.identity import Caller
from onestop.once import Once
from onestop.records import ANY_VERSION

JSON = "application/json"
SHARED = "onestop.http.queries"  # where the models stand that every capability may name


@dataclass(frozen=True)
class Route:
    """All that is public about a route; the OpenAPI documents and the gateway are generated from it.

    `models` are those of the body, the query, what is returned (for a list: of one element, with `many`) and what is
    answered `besides` by the rules of another standard: status -> (media type, model or None). Each is a class or its
    name in `schemas`, which is imported when the model is needed and not before. `location` is the path of what was
    made (`/customers/{id}`), `errors` are the codes beyond those that every route has.
    """

    method: str
    path: str
    name: str = ""
    summary: str = ""
    schemas: str = ""
    models: Mapping[str, Any] = field(default_factory=dict)
    scope: str | None = None
    many: bool = False
    status: int = 200
    location: str | None = None
    errors: tuple[type[OneStopError], ...] = ()
    media: str = JSON
    accepts: tuple[str, ...] = (JSON,)
    public: bool = False
    raw: bool = False  # whether the view gets the bytes as they came, to check a signature before anything is read
    needs_query: bool = False  # whether a GET has parameters that have to be sent
    once: bool = True  # whether a POST takes an Idempotency-Key
    versioned: bool = True  # whether PATCH, PUT and DELETE need If-Match

    @property
    def takes_body(self) -> bool:
        return self.models.get("body") is not None

    @property
    def takes_query(self) -> bool:
        """Whether there are parameters of its own, beyond those of every route."""
        return "query" in self.models

    @cached_property
    def body(self) -> Any:
        return self._found(self.models.get("body"))

    @cached_property
    def query(self) -> Any:
        return self._found(self.models.get("query", "Query"))

    @cached_property
    def returns(self) -> Any:
        return self._found(self.models.get("returns"))

    @cached_property
    def besides(self) -> Mapping[int, tuple[str, Any]]:
        said = self.models.get("besides", {})
        return {status: (media, self._found(model)) for status, (media, model) in said.items()}

    def _found(self, model: Any) -> Any:
        """A model by its name: one that all share, or one of the capability's own."""
        if not isinstance(model, str):
            return model
        shared = import_module(SHARED)
        return getattr(shared if hasattr(shared, model) else import_module(self.schemas), model)


class NothingAsked:
    """The parameters of a look with which none were sent: what its model would say, without pydantic."""

    limit = 50

    def __getattr__(self, name: str) -> None:
        """All others are None."""

    def filters(self) -> dict[str, Any]:
        return {}


@dataclass(frozen=True, slots=True)
class Call:
    """A request that has been read: who, which record, with what. `if_match` is a version or ANY_VERSION.

    `query` is None where the route has no parameters of its own and none were sent, and `NothingAsked` where a GET
    has some and none were sent.
    """

    by: Caller
    route: Route
    path: Mapping[str, str] = field(default_factory=dict)
    query: Any = None
    body: Any = None
    once: Once | None = None
    if_match: int = ANY_VERSION
    headers: Mapping[str, str] = field(default_factory=dict)


View = Callable[[Call], Any]
