"""Which errors a route can answer with, and how a problem is described."""

from collections import defaultdict
from collections.abc import Iterator

from infra.contracts.schemas import Json
from onestop import errors
from onestop.errors import OneStopError
from onestop.http import Route

CHANGES = ("POST", "PUT", "PATCH", "DELETE")
WITH_BODY = ("POST", "PUT", "PATCH")
MEDIA = "application/problem+json"

SCHEMA: Json = {
    "type": "object",
    "description": "RFC 9457. Further members are facts about this one problem.",
    "required": ["type", "title", "status", "detail", "code", "errors", "traceId"],
    "properties": {
        "type": {"type": "string", "description": "Where the problem is explained"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What is wrong in this case and what to do next"},
        "code": {"type": "string", "description": "The name of the problem, for programs"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer", "reason"],
                "additionalProperties": False,
                "properties": {
                    "pointer": {"type": "string", "description": "A JSON pointer into the body, or `/parameter`"},
                    "reason": {"type": "string"},
                },
            },
        },
        "traceId": {"type": "string", "description": "The X-Correlation-Id of the request"},
    },
}


def tree(root: type[OneStopError] = OneStopError) -> Iterator[type[OneStopError]]:
    """Every error that a caller may see, parents first. What the authorizer raises, the gateway turns into another."""
    yield root
    for each in root.__subclasses__():
        if each.__module__ == errors.__name__:
            yield from tree(each)


def of(route: Route) -> dict[int, list[type[OneStopError]]]:
    """Status -> the errors that a route can answer with, those of every route included."""
    found: dict[int, list[type[OneStopError]]] = defaultdict(list)
    for each in dict.fromkeys([*_always(route), *_reading(route), *_changing(route), *route.errors]):
        found[each.status].append(each)
    return {status: sorted(found[status], key=lambda error: error.__name__) for status in sorted(found)}


def _always(route: Route) -> Iterator[type[OneStopError]]:
    yield from (errors.BadRequest, errors.BadParameter, errors.TooManyRequests, errors.TryAgain)
    if not route.public:
        yield from (errors.Unauthenticated, errors.Forbidden)
    if route.scope:
        yield errors.MissingScope
    if "{" in route.path:
        yield errors.NotFound


def _reading(route: Route) -> Iterator[type[OneStopError]]:
    if "cursor" in route.query.model_fields:
        yield errors.BadCursor
    if route.method in WITH_BODY:
        yield errors.TooLarge
    if route.body is not None:
        yield from (errors.MalformedBody, errors.UnsupportedMediaType, errors.Invalid)


def _changing(route: Route) -> Iterator[type[OneStopError]]:
    if route.method in CHANGES:
        yield errors.RequestInProgress
    if route.method == "POST" and route.once:
        yield errors.IdempotencyKeyReused
    if route.method in CHANGES and route.method != "POST" and route.versioned:
        yield from (errors.VersionMismatch, errors.PreconditionRequired)
