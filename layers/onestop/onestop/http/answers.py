"""What a door answers with, and the headers that every answer has."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from chalice.app import Response

from onestop.http.route import JSON, Call, Route
from onestop.text import to_json

BASE = "/v1"
EXPOSED = "ETag, Location, X-Correlation-Id, Idempotency-Replayed, Retry-After"


@dataclass(frozen=True, slots=True)
class Answer:
    """A status, a JSON body (or text where `media` says so) and the headers that are this answer's own.

    A view needs one only where it answers otherwise than its route declares; a plain record will do.
    """

    status: int
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)
    media: str = JSON


def page(records: list[Any], cursor: str | None, **more: Any) -> dict[str, Any]:
    """The body of one page of a list."""
    return {**more, "data": records, "page": {"next": cursor, "hasMore": cursor is not None}}


def shaped(route: Route, call: Call, said: Any) -> Answer:
    """What a view returned, as the answer that its route declares."""
    if isinstance(said, Answer):
        return said
    fields = getattr(call.query, "fields", None)
    wanted = frozenset(fields.split(",")) if fields else frozenset()
    return Answer(route.status, _trimmed(said, wanted), _headers(route, said), route.media)


def repeated(route: Route, made: Any) -> Answer:
    """The answer of a request that was carried out before."""
    return Answer(route.status, made, {**_headers(route, made), "Idempotency-Replayed": "true"}, route.media)


def _headers(route: Route, record: Any) -> dict[str, str]:
    if not isinstance(record, Mapping):
        return {}
    version = record.get("version")
    tag = {"ETag": f'"{version}"'} if isinstance(version, int) else {}
    place = {"Location": BASE + route.location.format(**record)} if route.location else {}
    return tag | place


def _trimmed(body: Any, wanted: frozenset[str]) -> Any:
    """A record, or each record of a list, with only the wanted fields."""
    if not wanted or not isinstance(body, dict):
        return body
    if isinstance(body.get("data"), list) and "page" in body:
        return {**body, "data": [_trimmed(each, wanted) for each in body["data"]]}
    return {name: value for name, value in body.items() if name in wanted}


def to_response(answer: Answer, correlation: str) -> Response:
    """The answer as Chalice wants it."""
    headers = {
        "X-Correlation-Id": correlation,
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        "Access-Control-Allow-Origin": os.environ.get("ALLOWED_ORIGIN", "*"),
        "Access-Control-Expose-Headers": EXPOSED,
        "Content-Type": answer.media,
        **answer.headers,
    }
    return Response(_text(answer.body), headers, answer.status)


def _text(body: Any) -> str:
    if body is None:
        return ""
    return body if isinstance(body, str) else to_json(body)
