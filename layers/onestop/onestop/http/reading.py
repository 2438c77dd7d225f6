"""From an API Gateway event to a `Call`, or to the error that says what is wrong with it."""

import json
import re
from collections.abc import Mapping
from typing import Any

from onestop.errors import BadParameter, NotFound, PreconditionRequired
from onestop.http import body as bodies
from onestop.http.route import ANY_VERSION, Call, NothingAsked, Route
from onestop.identity import Caller, from_gateway, lowered
from onestop.once import Once, digest

ULID = re.compile(r"[0-7][0-9A-HJKMNP-TV-Z]{25}")
KEY = re.compile(r"[\x21-\x7e]{1,255}")


def read(route: Route, event: Mapping[str, Any], correlation: str) -> Call:
    """Check in the order in which a caller can mend it: token, scope, path, parameters, headers, body."""
    headers = lowered(event)
    by = _caller(route, event, correlation)
    path = _path(event)
    query = _query(route, event)
    if_match = _if_match(route, headers)
    data = bodies.raw(event) if route.method in ("POST", "PUT", "PATCH") else b""
    return Call(
        by=by,
        route=route,
        path=path,
        query=query,
        body=_body(route, headers, data),
        once=_once(route, by, headers, data, event),
        if_match=if_match,
        headers=headers,
    )


def _caller(route: Route, event: Mapping[str, Any], correlation: str) -> Caller:
    context = event["requestContext"]
    if route.public:
        address = (context.get("identity") or {}).get("sourceIp")
        return Caller("", "anonymous", correlation=correlation, address=address)
    by = from_gateway(context, correlation)
    if route.scope:
        by.must(route.scope)
    return by


def _path(event: Mapping[str, Any]) -> dict[str, str]:
    """The path's parameters. Those called `...Id` are ULIDs, and what is none cannot exist."""
    path = dict(event.get("pathParameters") or {})
    if any(name.endswith("Id") and not ULID.fullmatch(value) for name, value in path.items()):
        raise NotFound()
    return path


def _query(route: Route, event: Mapping[str, Any]) -> Any:
    """The parameters as their model, or what `Call` has instead of one where there is nothing to check."""
    if not event.get("multiValueQueryStringParameters"):
        if not route.takes_query:
            return None
        if route.method == "GET" and not route.needs_query:
            return NothingAsked()
    from onestop.http.checking import query  # noqa: PLC0415  pydantic

    return query(route.query, event)


def _if_match(route: Route, headers: Mapping[str, str]) -> int:
    if route.method not in ("PATCH", "PUT", "DELETE") or not route.versioned:
        return ANY_VERSION
    given = headers.get("if-match", "").strip()
    if not given:
        raise PreconditionRequired('Send If-Match with the ETag of the version you changed, or "*" for any.')
    if given == "*":
        return ANY_VERSION
    number = given.removeprefix("W/").strip('"')
    if not re.fullmatch(r"0|[1-9]\d{0,15}", number):  # 0 is what holds before there is a record
        raise BadParameter(errors=[{"pointer": "/If-Match", "reason": "is not an ETag of a record"}])
    return int(number)


def _body(route: Route, headers: Mapping[str, str], data: bytes) -> Any:
    if route.raw:
        return data
    if not route.takes_body:
        return None
    content_type = headers.get("content-type", "")
    bodies.check_type(content_type, route.accepts)
    value = bodies.parsed(data, content_type)
    from onestop.http.checking import modelled  # noqa: PLC0415  pydantic, which a look does without

    return modelled(route.body, value)


def _once(route: Route, by: Caller, headers: Mapping[str, str], data: bytes, event: Mapping[str, Any]) -> Once | None:
    given = headers.get("idempotency-key")
    if given is None or route.method != "POST" or not route.once:
        return None
    if not KEY.fullmatch(given):
        raise BadParameter(errors=[{"pointer": "/Idempotency-Key", "reason": "has 1 to 255 visible characters"}])
    asked = json.dumps([event.get("path"), event.get("multiValueQueryStringParameters")], sort_keys=True)
    return Once(by.tenant, f"{by.actor} {route.name}", given, digest(asked.encode() + data))
