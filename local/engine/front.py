"""The public address: `/v1` is the deployed API, `/docs` its documentation, everything else the AWS API.

Whatever a web page of somebody else can make a browser send to a port of this machine is refused here.
"""

import ipaddress
import re
from collections.abc import Awaitable, Callable
from functools import lru_cache
from http import HTTPStatus
from urllib.parse import unquote, urlsplit

from ministack.services import apigateway_v1

from local.engine import shortcuts
from local.engine.activity import activity
from local.engine.problem import Problem

App = Callable[[dict, Callable, Callable], Awaitable[None]]
STAGE = "v1"
MAX_BODY = 10 * 1024 * 1024  # API Gateway's own limit
_KEPT_ESCAPES = re.compile("(%2F|%25)", re.IGNORECASE)
_SPOOFABLE = {b"x-forwarded-for", b"x-forwarded-proto", b"x-forwarded-port", b"forwarded"}

UNKNOWN_HOST = Problem(HTTPStatus.FORBIDDEN, "UnknownHost", "Use the address 127.0.0.1 or localhost.")
FOREIGN_PAGE = Problem(HTTPStatus.FORBIDDEN, "ForeignPage", "A page of another site may not use the engine.")
TOO_LARGE = Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "BodyTooLarge", "A request may have 10 MB at most.")
NOT_DEPLOYED = Problem(
    HTTPStatus.SERVICE_UNAVAILABLE, "NotDeployed", "Nothing is deployed yet: run `make up` or `onestop up`."
)


class Front:
    """An ASGI application around MiniStack's."""

    def __init__(self, aws: App) -> None:
        self._aws = aws

    async def __call__(self, scope: dict, receive: Callable, send: Callable) -> None:
        if scope["type"] == "websocket":
            await self._socket(scope, receive, send)
            return
        if scope["type"] != "http":
            await self._aws(scope, receive, send)
            return
        headers = dict(scope["headers"])
        path = scope["path"]
        if not _is_local(headers.get(b"host", b"").decode("latin-1")):
            await UNKNOWN_HOST.send(send)
        elif path == f"/{STAGE}" or path.startswith(f"/{STAGE}/"):
            await self._api(scope, headers, receive, send)
        elif path == "/docs" or _is_a_visit(scope, headers):
            await _redirect(send, f"/{STAGE}/docs")
        elif _is_foreign(headers):
            await FOREIGN_PAGE.send(send)
        else:
            activity.note_request(scope["method"], headers)
            await self._service(scope, headers, receive, send)

    async def _socket(self, scope: dict, receive: Callable, send: Callable) -> None:
        headers = dict(scope["headers"])
        if _is_local(headers.get(b"host", b"").decode("latin-1")) and not _is_foreign(headers):
            await self._aws(scope, receive, send)
        else:
            await receive()
            await send({"type": "websocket.close", "code": 1008})

    async def _api(self, scope: dict, headers: dict, receive: Callable, send: Callable) -> None:
        api = _deployed_api()
        if api is None:
            await NOT_DEPLOYED.send(send)
            return
        body = await _body(headers, receive)
        if body is None:
            await TOO_LARGE.send(send)
            return
        path = _decoded(scope["raw_path"].partition(b"?")[0].decode("latin-1")).removeprefix(f"/{STAGE}")
        trusted = {**scope, "headers": _trusted_headers(scope)}
        await shortcuts.answer(send, await shortcuts.execute(api, STAGE, path or "/", trusted, body))

    async def _service(self, scope: dict, headers: dict, receive: Callable, send: Callable) -> None:
        service = shortcuts.service_of(scope, headers)
        body = await _body(headers, receive) if service else None
        if body is None:
            await self._aws(scope, receive, send)
        else:
            await shortcuts.answer(send, await shortcuts.call(service, headers, body))


@lru_cache(maxsize=64)
def _is_local(host: str) -> bool:
    """Whether the Host header names this machine; another name means that its DNS was pointed here."""
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return False
    return name in ("127.0.0.1", "localhost") or name.endswith(".localhost")


def _is_a_visit(scope: dict, headers: dict) -> bool:
    # S3 lists its buckets at the same path, but signs; the query protocol has parameters.
    anonymous = b"authorization" not in headers and not scope["query_string"]
    return scope["path"] == "/" and scope["method"] in ("GET", "HEAD") and anonymous


def _is_foreign(headers: dict) -> bool:
    origin = headers.get(b"origin", b"").decode("latin-1")
    if origin and not _is_local(urlsplit(origin).netloc):
        return True
    return headers.get(b"sec-fetch-site") == b"cross-site"


def _deployed_api() -> str | None:
    """The id of the newest REST API that has the stage `v1`."""
    found = [api for (_, _, api), stages in apigateway_v1._stages_v1.all_items() if STAGE in stages]
    return found[-1] if found else None


def _decoded(raw_path: str) -> str:
    # What stays encoded belongs to a segment; corrections/paths.py decodes it when the route is known.
    parts = _KEPT_ESCAPES.split(raw_path)
    return "".join(part.upper() if _KEPT_ESCAPES.fullmatch(part) else unquote(part) for part in parts)


def _trusted_headers(scope: dict) -> list[tuple[bytes, bytes]]:
    client = str(ipaddress.ip_address((scope.get("client") or ("127.0.0.1",))[0]))
    port = str((scope.get("server") or ("", 80))[1])
    kept = [(name, value) for name, value in scope["headers"] if name.lower() not in _SPOOFABLE]
    return [
        *kept,
        (b"x-forwarded-for", client.encode()),
        (b"x-forwarded-proto", scope.get("scheme", "http").encode()),
        (b"x-forwarded-port", port.encode()),
    ]


async def _body(headers: dict, receive: Callable) -> bytes | None:
    """The whole body; None when it is larger than API Gateway takes, or its sender went away."""
    if int(headers.get(b"content-length", b"0")) > MAX_BODY:
        return None
    body, more = bytearray(), True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > MAX_BODY:
            return None
    return bytes(body)


async def _redirect(send: Callable, target: str) -> None:
    headers = [(b"location", target.encode()), (b"content-length", b"0")]
    await send({"type": "http.response.start", "status": HTTPStatus.FOUND, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
