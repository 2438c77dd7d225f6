"""A WebSocket client that waits: wsproto speaks, a socket carries."""

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from wsproto import ConnectionType, WSConnection
from wsproto.events import AcceptConnection, CloseConnection, Message, Ping, RejectConnection, Request

SECONDS = 30


class Refused(Exception):
    """The other side did not let us in."""


class WebSocket:
    """One connection; what comes is JSON."""

    def __init__(self, carrier: socket.socket) -> None:
        self._carrier, self._wire = carrier, WSConnection(ConnectionType.CLIENT)
        self._events: list[Any] = []
        self._text = ""

    def open(self, host: str, target: str, headers: list[tuple[bytes, bytes]]) -> None:
        self._carrier.sendall(self._wire.send(Request(host=host, target=target, extra_headers=headers)))
        if not isinstance(self._next(), AcceptConnection):
            raise Refused

    def say(self, said: Any) -> None:
        self._carrier.sendall(self._wire.send(Message(data=json.dumps(said))))

    def heard(self) -> Any:
        """The next message."""
        while True:
            event = self._next()
            if isinstance(event, Ping):
                self._carrier.sendall(self._wire.send(event.response()))
            if isinstance(event, CloseConnection | RejectConnection):
                raise Refused
            if isinstance(event, Message):
                self._text += str(event.data)
                if event.message_finished:
                    said, self._text = json.loads(self._text), ""
                    return said

    def close(self) -> None:
        self._carrier.sendall(self._wire.send(CloseConnection(code=1000)))
        self._carrier.close()

    def _next(self) -> Any:
        while not self._events:
            part = self._carrier.recv(65536)
            self._wire.receive_data(part or None)
            self._events += self._wire.events()
        return self._events.pop(0)


@contextmanager
def connected(url: str, **headers: str) -> Iterator[WebSocket]:
    """A connection to a `ws://` URL. Raises Refused."""
    parts = urlsplit(url)
    with socket.create_connection((parts.hostname or "", parts.port or 80), SECONDS) as carrier:
        found = WebSocket(carrier)
        lines = [(name.encode(), value.encode()) for name, value in headers.items()]
        found.open(parts.netloc, f"{parts.path}?{parts.query}", lines)
        yield found
