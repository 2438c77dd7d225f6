"""The OpenAPI 3.1 document, for people and for clients."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from infra.contracts import problems
from infra.contracts.examples import Examples
from infra.contracts.operations import PART, operation, part_of, trims
from infra.contracts.schemas import IN, OUT, Json, Mode, Schemas
from infra.contracts.sources import Capability
from onestop.http import Route

ABOUT = """\
One contract for every capability. Send `Authorization: Bearer <token>`; the tenant is in the token. Ids are ULIDs, \
times are RFC 3339 in UTC. Every answer has an `X-Correlation-Id`; send one to choose it yourself. Every record has a \
`version`, which is also its `ETag`; changes take it as `If-Match`. Every POST takes an `Idempotency-Key`. Lists are \
paged by `limit` and `cursor`. Errors are problem documents (RFC 9457)."""

PARAMETERS: Json = {
    "IdempotencyKey": {
        "name": "Idempotency-Key",
        "in": "header",
        "description": "The same request with the same key within 24 hours is carried out once",
        "schema": {"type": "string", "pattern": "^[\\x21-\\x7e]{1,255}$"},
    },
    "IfMatch": {
        "name": "If-Match",
        "in": "header",
        "required": True,
        "description": "The ETag of the version that you changed, or `*` for any",
        "schema": {
            "anyOf": [
                {"type": "string", "pattern": '^(\\*|(W/)?"?[1-9]\\d{0,15}"?)$'},
                {"type": "string", "pattern": '^(W/)?"?0"?$'},  # what holds before there is a record
            ]
        },
    },
}
TEXT = {"type": "string"}
HEADERS: Json = {
    "ETag": {
        "description": "The record's version, quoted; 0 is what holds before there is a record",
        "schema": {"type": "string", "pattern": '^"(0|[1-9]\\d*)"$'},
    },
    "Location": {"description": "Where the thing that was made is found", "schema": TEXT},
    "X-Correlation-Id": {"description": "Follows the request through everything it sets off", "schema": TEXT},
    "Idempotency-Replayed": {"description": "The answer is that of an earlier request", "schema": {"const": "true"}},
    "Retry-After": {"description": "Seconds to wait", "schema": {"type": "string", "pattern": "^\\d+$"}},
    "WWW-Authenticate": {"description": "How to say who is asking", "schema": TEXT},
}
PAGE_INFO: Json = {
    "type": "object",
    "required": ["next", "hasMore"],
    "additionalProperties": False,
    "properties": {
        "next": {"type": ["string", "null"], "description": "The `cursor` of the next page"},
        "hasMore": {"type": "boolean"},
    },
}


def build(capabilities: Iterable[Capability], version: str) -> Json:
    """The whole document."""
    all_of_them = [each for each in capabilities if each.routes]
    routes = [route for each in all_of_them for route in each.routes]
    schemas, examples = Schemas(_wanted(routes)), Examples(all_of_them)
    return {
        "openapi": "3.1.0",
        "info": {"title": "OneStop", "version": version, "description": ABOUT},
        "servers": [{"url": "/v1"}],
        "tags": [{"name": each.name, "description": each.about} for each in all_of_them],
        "paths": _paths(all_of_them, schemas, examples),
        "components": {
            "schemas": dict(sorted(_components(routes, schemas).items())),
            "parameters": PARAMETERS,
            "headers": HEADERS,
            "securitySchemes": _security(routes),
        },
    }


def _wanted(routes: list[Route]) -> Iterator[tuple[Any, Mode]]:
    for route in routes:
        yield from ((route.query, IN), (route.body, IN), (route.returns, OUT))
        yield from ((model, OUT) for _, model in route.besides.values())


def _paths(capabilities: list[Capability], schemas: Schemas, examples: Examples) -> Json:
    paths: Json = defaultdict(dict)
    for each in capabilities:
        for route in each.routes:
            paths[route.path][route.method.lower()] = operation(each.name, route, schemas, examples)
    return dict(sorted(paths.items()))


def _components(routes: list[Route], schemas: Schemas) -> Json:
    queries = {schemas.of(route.query, IN)["$ref"].rsplit("/", 1)[1] for route in routes}
    trimmed = {schemas.of(route.returns, OUT)["$ref"].rsplit("/", 1)[1] for route in routes if trims(route)}
    models = {name: schema for name, schema in schemas.definitions.items() if name not in queries}
    parts = {name + PART: part_of(schemas.definitions[name]) for name in trimmed}
    return {"Problem": problems.SCHEMA, "PageInfo": PAGE_INFO, **models, **parts}


def _security(routes: list[Route]) -> Json:
    scopes = {scope: "" for scope in sorted({route.scope for route in routes if route.scope})}
    token = {"tokenUrl": "/v1/oauth/token", "refreshUrl": "/v1/oauth/token", "scopes": scopes}
    return {
        "oauth2": {
            "type": "oauth2",
            "flows": {
                "clientCredentials": token,
                "authorizationCode": {"authorizationUrl": "/v1/oauth/authorize", **token},
            },
        },
        "bearer": {"type": "http", "scheme": "bearer", "description": "A token, a personal token or an API key"},
    }
