"""One request and its answer over one connection. httptools reads the answer; the standard library takes ten times as
long, most of it for headers that nobody looks at."""

import os
import select
import socket
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ConnectTimeoutError, EndpointConnectionError, ReadTimeoutError, SSLError
from httptools import HttpParserError, HttpResponseParser

from onestop.aws.endpoints import Endpoint

if TYPE_CHECKING:
    import ssl

CONNECT_SECONDS = 1
AT_ONCE = 65536  # bytes


class NoAnswer(Exception):
    """The connection ended before the answer began."""


class CutShort(Exception):
    """The connection ended, or made no sense, in the middle of an answer."""


@dataclass(slots=True)
class Answer:
    """What came back: status, headers (names in lower case), body. `last` says that the connection closes with it."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    last: bool = False
    complete: bool = False


class _Reader:
    """Makes one answer after the other from what comes over a connection; the methods `on_...` are the parser's."""

    def __init__(self) -> None:
        self._parser = HttpResponseParser(self)

    def begin(self) -> Answer:
        self._answer = Answer()
        return self._answer

    def feed(self, part: bytes) -> None:
        self._parser.feed_data(part)

    def on_header(self, name: bytes, value: bytes) -> None:
        self._answer.headers[name.decode("latin-1").lower()] = value.decode("latin-1")

    def on_body(self, part: bytes) -> None:
        self._answer.body += part

    def on_message_complete(self) -> None:
        # Only here does the parser speak of this message; a moment later it speaks of the next one.
        self._answer.status = self._parser.get_status_code()
        self._answer.last = not self._parser.should_keep_alive()
        self._answer.complete = True


class Connection:
    """An open connection to an endpoint. Raises `ConnectTimeoutError`, `EndpointConnectionError` or `SSLError`."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        self._reader = _Reader()
        self._socket = _opened(endpoint)
        self._watch = select.poll()
        self._watch.register(self._socket, select.POLLIN)

    def ended(self) -> bool:
        """Whether the other side has closed it meanwhile: between two requests there is nothing else to be read."""
        return bool(self._watch.poll(0))

    def close(self) -> None:
        self._socket.close()

    def asked(self, request: bytes, seconds: float) -> Answer:
        """The answer; each wait for a part of it takes at most `seconds`.

        Raises `NoAnswer`, `CutShort` or `ReadTimeoutError`.
        """
        self._socket.settimeout(seconds)
        answer = self._reader.begin()
        try:
            self._socket.sendall(request)
            self._read(answer)
        except TimeoutError as failure:
            raise ReadTimeoutError(endpoint_url=self.endpoint.url, error=failure) from failure
        except (OSError, HttpParserError) as failure:
            raise (CutShort if answer.headers else NoAnswer)(str(failure)) from failure
        return answer

    def _read(self, answer: Answer) -> None:
        while not answer.complete:
            part = self._socket.recv(AT_ONCE)
            if not part:
                raise ConnectionResetError("closed by the other side")
            self._reader.feed(part)


def _opened(endpoint: Endpoint) -> Any:
    try:
        plain = socket.create_connection((endpoint.host, endpoint.port), CONNECT_SECONDS)
    except TimeoutError as failure:
        raise ConnectTimeoutError(endpoint_url=endpoint.url, error=failure) from failure
    except OSError as failure:
        raise EndpointConnectionError(endpoint_url=endpoint.url, error=failure) from failure
    plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return _secured(plain, endpoint) if endpoint.secure else plain


def _secured(plain: socket.socket, endpoint: Endpoint) -> Any:
    import ssl  # noqa: PLC0415  an address on this machine needs none of it

    try:
        return _trust().wrap_socket(plain, server_hostname=endpoint.host)
    except OSError as failure:
        plain.close()
        kind = EndpointConnectionError  # it may do better the next time, unless it is the certificate
        if isinstance(failure, ssl.SSLError):
            kind = SSLError
        elif isinstance(failure, TimeoutError):
            kind = ConnectTimeoutError
        raise kind(endpoint_url=endpoint.url, error=failure) from failure


@cache
def _trust() -> "ssl.SSLContext":
    """Certificates are verified, against the machine's authorities or the file `AWS_CA_BUNDLE`."""
    import ssl  # noqa: PLC0415

    return ssl.create_default_context(cafile=os.environ.get("AWS_CA_BUNDLE"))
