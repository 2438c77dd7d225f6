"""The address at which faults are ordered and counted."""

import json
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any

from local.engine.faults.plan import BadFault, Fault, Plan
from local.engine.problem import Problem

PATH = "/_onestop/faults"
App = Callable[[dict, Callable, Callable], Awaitable[None]]


class Control:
    """An ASGI application around another one. `POST {"seed": 7, "faults": [..]}` replaces what was ordered."""

    def __init__(self, plan: Plan, app: App) -> None:
        self._plan = plan
        self._app = app

    async def __call__(self, scope: dict, receive: Callable, send: Callable) -> None:
        if scope["type"] != "http" or scope["path"] != PATH:
            await self._app(scope, receive, send)
            return
        try:
            if scope["method"] == "POST":
                said = json.loads(await _body(receive))
                self._plan.replace(said.get("seed", 0), [Fault.of(each) for each in said["faults"]])
        except (ValueError, KeyError, TypeError, AttributeError, BadFault) as error:
            await Problem(HTTPStatus.BAD_REQUEST, "BadFault", str(error)).send(send)
            return
        await _send(send, {"struck": self._plan.struck})


async def _body(receive: Callable) -> bytes:
    body, more = b"", True
    while more:
        message = await receive()
        body, more = body + message.get("body", b""), message.get("more_body", False)
    return body


async def _send(send: Callable, said: Any) -> None:
    content = json.dumps(said).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(content)).encode())]
    await send({"type": "http.response.start", "status": HTTPStatus.OK, "headers": headers})
    await send({"type": "http.response.body", "body": content})
