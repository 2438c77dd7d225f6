"""Answers of the front door itself, as RFC 9457 problems."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus


@dataclass(frozen=True)
class Problem:
    """A refusal: `code` is stable and for programs, `detail` tells a person what to do."""

    status: HTTPStatus
    code: str
    detail: str

    async def send(self, send: Callable) -> None:
        """Answer an ASGI request with this problem."""
        headers = [(b"content-type", b"application/problem+json"), (b"content-length", str(len(self.body)).encode())]
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        await send({"type": "http.response.body", "body": self.body})

    @property
    def body(self) -> bytes:
        members = {
            "type": "about:blank",
            "title": self.status.phrase,
            "status": self.status,
            "detail": self.detail,
            "code": self.code,
        }
        return json.dumps(members).encode()
