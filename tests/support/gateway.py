"""API Gateway in miniature: builds the event of a request and calls a capability's door with it."""

import json
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit

from onestop.http import Door, Route
from tests.support import real_dates

real_dates.build()
CONTEXT = SimpleNamespace(
    function_name="door",
    memory_limit_in_mb=512,
    invoked_function_arn="arn:aws:lambda:us-east-1:000000000000:function:door",
    aws_request_id="00000000-0000-0000-0000-000000000000",
    get_remaining_time_in_millis=lambda: 10_000,
)
TENANT = "01J00000000000000000000000"
OTHER_TENANT = "01J00000000000000000000099"
MEMBER = "01J0000000000000000000000M"


@dataclass(frozen=True)
class Reply:
    """What a door answered."""

    status: int
    headers: dict[str, str]
    text: str

    @property
    def json(self) -> Any:
        return json.loads(self.text)

    @property
    def etag(self) -> str:
        return self.headers["ETag"]


@dataclass(frozen=True)
class Browser:
    """One caller of one door."""

    door: Door
    tenant: str = TENANT
    actor: str = f"member/{MEMBER}"
    roles: str = "owner"
    scopes: str | None = None  # None: every scope that the door knows

    def get(self, path: str, **headers: str) -> Reply:
        return self.send("GET", path, None, **headers)

    def post(self, path: str, body: Any = None, **headers: str) -> Reply:
        return self.send("POST", path, body, **headers)

    def patch(self, path: str, body: Any, if_match: str = "*", **headers: str) -> Reply:
        return self.send("PATCH", path, body, if_match=if_match, **headers)

    def put(self, path: str, body: Any, if_match: str = "*", **headers: str) -> Reply:
        return self.send("PUT", path, body, if_match=if_match, **headers)

    def delete(self, path: str, if_match: str = "*", **headers: str) -> Reply:
        return self.send("DELETE", path, None, if_match=if_match, **headers)

    def send(self, method: str, path: str, body: Any, **headers: str) -> Reply:
        """`body` is JSON unless it is text already; header names are written with underscores."""
        event = self.event(method, path, body, {n.replace("_", "-"): v for n, v in headers.items()})
        answer = self.door(event, CONTEXT)
        return Reply(answer["statusCode"], answer["headers"], answer["body"])

    def event(self, method: str, path: str, body: Any, headers: dict[str, str]) -> dict[str, Any]:
        """The event that API Gateway sends for a request."""
        split = urlsplit(path)
        resource, parameters = _match(self.door.routes, method, split.path)
        text = body if body is None or isinstance(body, str) else json.dumps(body)
        return {
            "resource": resource,
            "path": split.path,
            "httpMethod": method,
            "headers": {"content-type": "application/json", **headers},
            "multiValueQueryStringParameters": parse_qs(split.query, keep_blank_values=True) or None,
            "pathParameters": parameters or None,
            "stageVariables": None,
            "body": text,
            "isBase64Encoded": False,
            "requestContext": {
                "requestId": "5c7d8e00-test",
                "resourcePath": resource,
                "httpMethod": method,
                "identity": {"sourceIp": "203.0.113.7"},
                "authorizer": self._authorizer(),
            },
        }

    def _authorizer(self) -> dict[str, str]:
        known = {route.scope for route in self.door.routes if route.scope}
        scopes = " ".join(sorted(known)) if self.scopes is None else self.scopes
        return {"tenant": self.tenant, "actor": self.actor, "roles": self.roles, "scopes": scopes}


def finds(routes: list[Route], method: str, path: str) -> bool:
    """Whether API Gateway has a route for this request."""
    return any(route.method == method and _fits(route.path.split("/"), path.split("/")) for route in routes)


def _match(routes: list[Route], method: str, path: str) -> tuple[str, dict[str, str]]:
    """The route that API Gateway would choose: a literal part wins over a parameter."""
    parts = path.split("/")
    fitting = [r.path for r in routes if r.method == method and _fits(r.path.split("/"), parts)]
    chosen = min(fitting, key=lambda found: found.count("{"))
    pairs = zip(chosen.split("/"), parts, strict=True)
    return chosen, {name[1:-1]: value for name, value in pairs if name.startswith("{")}


def _fits(pattern: list[str], parts: list[str]) -> bool:
    same = len(pattern) == len(parts)
    return same and all(a == b or a.startswith("{") for a, b in zip(pattern, parts, strict=True))
