"""A service of AWS on loopback that answers what a test has lined up, however wrong that is.

with lined_up(says({"Item": {}}), HANGS_UP) as service:
    ...                                            # calls go to service.url
assert len(service.requests) == 2
"""

import json
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from zlib import crc32

Reaction = Callable[[socket.socket], bool]  # whether the connection stays open for another request


@dataclass
class Service:
    """Where it is, what it was sent, and over how many connections."""

    url: str
    requests: list[bytes] = field(default_factory=list)
    connections: int = 0


def says(body: Any, status: int = 200, crc: int | None = None, last: bool = False, **headers: str) -> Reaction:
    """A whole answer; with `last` the connection ends after it, though nobody has been told."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    said = {"content-length": len(content), "x-amz-crc32": crc32(content) if crc is None else crc}
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in {**said, **headers}.items()]
    answer = "\r\n".join([f"HTTP/1.1 {status} Something", *lines, "", ""]).encode() + content

    def react(connection: socket.socket) -> bool:
        connection.sendall(answer)
        return not last

    return react


def refuses(code: str, status: int = 400, **members: Any) -> Reaction:
    """A failure as the JSON protocol tells it."""
    return says({"__type": f"com.amazonaws.any#{code}", "message": "because", **members}, status)


def hangs_up(connection: socket.socket) -> bool:
    """Ends the connection without a word."""
    return False


def breaks_off(connection: socket.socket) -> bool:
    """Ends the connection in the middle of an answer."""
    connection.sendall(b'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"It')
    return False


def is_silent(connection: socket.socket) -> bool:
    """Says nothing for as long as the other side waits."""
    connection.recv(1)
    return False


@contextmanager
def lined_up(*reactions: Reaction, tls: ssl.SSLContext | None = None) -> Iterator[Service]:
    """A service that meets one request after the other with these reactions, over TLS if it is told how."""
    with socket.create_server(("127.0.0.1", 0)) as plain, tls.wrap_socket(plain, True) if tls else plain as door:
        service = Service(f"{'https' if tls else 'http'}://localhost:{door.getsockname()[1]}")
        thread = threading.Thread(target=_serve, args=(door, service, list(reactions)), daemon=True)
        thread.start()
        yield service
        door.shutdown(socket.SHUT_RDWR)
        thread.join(5)


def _serve(door: socket.socket, service: Service, reactions: list[Reaction]) -> None:
    while reactions:
        try:
            connection, _ = door.accept()
        except ssl.SSLError:  # who came did not like our certificate
            continue
        except OSError:  # the test is over
            return
        service.connections += 1
        with connection:
            while reactions and (request := _read(connection)):
                service.requests.append(request)
                if not reactions.pop(0)(connection):
                    break


def _read(connection: socket.socket) -> bytes:
    """One request; nothing when the other side has gone."""
    received = b""
    while b"\r\n\r\n" not in received:
        part = connection.recv(65536)
        if not part:
            return b""
        received += part
    head = received.partition(b"\r\n\r\n")[0]
    lengths = [int(line.split(b":")[1]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length")]
    while len(received) < len(head) + 4 + sum(lengths):
        received += connection.recv(65536)
    return received
