"""API Gateway's side of the connections of a WebSocket API, on a port of this machine."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import unquote


@dataclass
class Gateway:
    """Takes what is sent to connections; those that have `gone` are told of as gone. `signed` are the credentials."""

    address: str = ""
    said: list[tuple[str, Any]] = field(default_factory=list)
    signed: list[str] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)

    def of(self, connection: str) -> list[Any]:
        """What was sent to one connection."""
        return [each for to, each in self.said if to == connection]


@contextmanager
def listening() -> Iterator[Gateway]:
    """A gateway that takes what is sent until the end of the block."""
    found = Gateway()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _door(found))
    found.address = f"http://127.0.0.1:{server.server_port}"
    Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()


def _door(gateway: Gateway) -> type[BaseHTTPRequestHandler]:
    class Taken(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            connection = unquote(self.path.rpartition("/")[2])
            said = self.rfile.read(int(self.headers["Content-Length"]))
            gateway.said.append((connection, json.loads(said)))
            gateway.signed.append(self.headers.get("Authorization", ""))
            self.send_response(410 if connection in gateway.gone else 200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Says nothing."""

    return Taken
