"""One route as an OpenAPI operation."""

import re
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any

from infra.contracts import problems
from infra.contracts.examples import Examples
from infra.contracts.schemas import IN, OUT, Json, Schemas, without_null
from onestop.errors import OneStopError
from onestop.http import Route
from onestop.http.route import JSON

ULID = {"type": "string", "pattern": "^[0-7][0-9A-HJKMNP-TV-Z]{25}$"}
PAGE = {"$ref": "#/components/schemas/PageInfo"}
PART = "Part"  # of a record, where a caller asked for some `fields` only


def operation_id(route: Route) -> str:
    """`list_customers` as `listCustomers`."""
    first, *rest = route.name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def operation(tag: str, route: Route, schemas: Schemas, examples: Examples) -> Json:
    """All that a caller has to know about a route."""
    said: Json = {"operationId": operation_id(route), "summary": route.summary.rstrip("."), "tags": [tag]}
    if parameters := [*_path(route), *_query(route, schemas), *_headers(route)]:
        said["parameters"] = parameters
    if route.body is not None:
        media = {"schema": schemas.of(route.body, IN), **examples.of_body(route.body)}
        said["requestBody"] = {"required": True, "content": dict.fromkeys(route.accepts, media)}
    said["responses"] = _responses(route, schemas, examples)
    said["security"] = [] if route.public else _security(route)
    return said


def _security(route: Route) -> list[Json]:
    scopes = [route.scope] if route.scope else []
    return [{"oauth2": scopes}, {"bearer": scopes}]


def _path(route: Route) -> list[Json]:
    names = re.findall(r"{(\w+)}", route.path)
    return [
        {"name": name, "in": "path", "required": True, "schema": ULID if name.endswith("Id") else {"type": "string"}}
        for name in names
    ]


def _query(route: Route, schemas: Schemas) -> list[Json]:
    properties, required = schemas.properties(route.query)
    shown = {name: schema for name, schema in properties.items() if name != "fields" or trims(route)}
    return [_parameter(name, schema, name in required) for name, schema in shown.items()]


def _parameter(name: str, schema: Json, required: bool) -> Json:
    given = without_null(schema)
    about = given.pop("description", None) or KNOWN.get(name)
    described = {"description": about} if about else {}
    return {"name": name, "in": "query", **({"required": True} if required else {}), **described, "schema": given}


KNOWN = {
    "fields": "The fields to answer with, separated by commas; all where absent",
    "limit": "How many at most",
    "cursor": "`page.next` of the page before",
    "sort": "The field to sort by; with `-` in front, the highest first",
}


def _headers(route: Route) -> list[Json]:
    if route.method == "POST" and route.once:
        return [{"$ref": "#/components/parameters/IdempotencyKey"}]
    if route.method in ("PUT", "PATCH", "DELETE") and route.versioned:
        return [{"$ref": "#/components/parameters/IfMatch"}]
    return []


def _responses(route: Route, schemas: Schemas, examples: Examples) -> Json:
    found = {str(route.status): _success(route, schemas, examples), **_failures(route)}
    for status, (media, model) in route.besides.items():
        answer = found.setdefault(str(status), _plain(status))
        schema = schemas.of(model, OUT) if model else {"type": "string"}
        answer["content"] = {**answer.get("content", {}), media.split(";")[0]: {"schema": schema}}
    return dict(sorted(found.items()))


def _plain(status: int, *headers: str) -> Json:
    named = {name: {"$ref": f"#/components/headers/{name}"} for name in ("X-Correlation-Id", *headers)}
    return {"description": HTTPStatus(status).phrase, "headers": named}


def _success(route: Route, schemas: Schemas, examples: Examples) -> Json:
    media = route.media.split(";")[0]
    answer = _plain(route.status, *_answered(route))
    if route.returns is not None:
        answer["content"] = {media: {"schema": _body(route, schemas), **examples.of_answer(route)}}
    elif media != JSON:
        answer["content"] = {media: {"schema": {"type": "string"}}}
    return answer


def _body(route: Route, schemas: Schemas) -> Json:
    whole = schemas.of(route.returns, OUT)
    element = {"anyOf": [whole, {"$ref": whole["$ref"] + PART}]} if trims(route) else whole
    if not route.many:
        return element
    return {
        "type": "object",
        "required": ["data", "page"],
        "additionalProperties": False,
        "properties": {"data": {"type": "array", "items": element}, "page": PAGE},
    }


def trims(route: Route) -> bool:
    """Whether `fields` can shorten what a route answers."""
    return "fields" in route.query.model_fields and hasattr(route.returns, "model_fields")


def part_of(schema: Mapping[str, Any]) -> Json:
    """The schema of a record of which only some fields are shown."""
    return {
        "type": "object",
        "description": "Those fields that `fields` named.",
        "additionalProperties": False,
        "properties": schema.get("properties", {}),
    }


def _answered(route: Route) -> Iterator[str]:
    """The headers of success besides those of every answer."""
    if "version" in getattr(route.returns, "model_fields", {}) and not route.many:
        yield "ETag"
    if route.location:
        yield "Location"
    if route.method == "POST" and route.once:
        yield "Idempotency-Replayed"


def _failures(route: Route) -> Json:
    return {str(status): _failure(status, codes) for status, codes in problems.of(route).items()}


def _failure(status: int, found: list[type[OneStopError]]) -> Json:
    codes = [each.__name__ for each in found]
    narrowed = {"properties": {"status": {"const": status}, "code": {"enum": codes}}}
    headers = ["Retry-After"] if status in (429, 503) else ["WWW-Authenticate"] if status == 401 else []
    return {
        **_plain(status, *headers),
        "description": "; ".join(f"`{each.__name__}`: {each.title}" for each in found),
        "content": {problems.MEDIA: {"schema": {"allOf": [{"$ref": "#/components/schemas/Problem"}, narrowed]}}},
    }
