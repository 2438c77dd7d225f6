"""A service of AWS that answers at once: canned JSON by X-Amz-Target, in a process of its own, kept alive.

    with answering({"DynamoDB_20120810.GetItem": {"Item": {…}}}) as endpoint:
        os.environ["AWS_ENDPOINT_URL"] = endpoint

So what a client process spends is the client's, and not the database's. Where an operation is called several times,
its answer may be a list: its members are given in turn, again and again. `learn` replaces all answers of a running
stub. Signatures are not looked at. An operation that was not announced is answered with 400
UnknownOperationException, which names it.

Two services say by the request's first line what they are asked: `lambda.Invoke`, and of S3 `s3.HeadObject` and
`s3.DeleteObject`, whose answer is the size of the object.
"""

import asyncio
import json
import subprocess
import sys
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import cycle
from typing import Any
from urllib.request import Request, urlopen

_END = b"\r\n\r\n"
_LEARN = b"Stub.Learn"


@contextmanager
def answering(answers: Mapping[str, Any]) -> Iterator[str]:
    """Run the stub on loopback; its address. `answers` are bodies by target, such as DynamoDB_20120810.PutItem."""
    command = [sys.executable, "-m", "bench.stub"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(json.dumps(answers) + "\n")
            process.stdin.flush()
            yield f"http://127.0.0.1:{int(process.stdout.readline())}"
        finally:
            process.kill()


def learn(endpoint: str, answers: Mapping[str, Any]) -> None:
    """Give a running stub other answers."""
    headers = {"X-Amz-Target": _LEARN.decode()}
    urlopen(Request(endpoint, json.dumps(answers).encode(), headers)).close()  # noqa: S310  our own address


class _Connection(asyncio.Protocol):
    """One client; requests may come in pieces, or several at once."""

    def __init__(self, answers: dict[bytes, Iterator[bytes]]) -> None:
        self.answers, self.received = answers, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.received += data
        while (head := self.received.find(_END)) >= 0:
            first, headers = self.received[:head].partition(b"\r\n")[0], _headers(self.received[:head])
            end = head + len(_END) + int(headers.get(b"content-length", b"0"))
            if len(self.received) < end:
                return
            content, self.received = self.received[head + len(_END) : end], self.received[end:]
            answer = self._answer(headers.get(b"x-amz-target") or _said_by(first), content)
            self.transport.write(answer)  # type: ignore[attr-defined]

    def _answer(self, target: bytes, content: bytes) -> bytes:
        if target in self.answers:
            return next(self.answers[target])
        if target != _LEARN:
            return _unknown(target)
        self.answers.clear()
        self.answers.update(_prepared(json.loads(content)))
        return _response("200 OK", {})


def _prepared(answers: Mapping[str, Any]) -> dict[bytes, Iterator[bytes]]:
    """Whole answers, so that nothing is left to do when one is asked for."""
    bodies = {target: said if isinstance(said, list) else [said] for target, said in answers.items()}
    return {target.encode(): cycle([_whole(target, body) for body in said]) for target, said in bodies.items()}


def _whole(target: str, body: Any) -> bytes:
    if target.startswith("s3."):
        status = "200 OK" if target == "s3.HeadObject" else "204 No Content"
        return f"HTTP/1.1 {status}\r\ncontent-type: image/jpeg\r\ncontent-length: {body}\r\n\r\n".encode()
    return _response("200 OK", body)


def _said_by(first: bytes) -> bytes:
    """What the first line of a request without a target asks for."""
    method, _, path = first.partition(b" ")
    if path.startswith(b"/2015-03-31/functions/"):
        return b"lambda.Invoke"
    return {b"HEAD": b"s3.HeadObject", b"DELETE": b"s3.DeleteObject"}.get(method, b"nothing")


def _headers(head: bytes) -> dict[bytes, bytes]:
    pairs = (line.partition(b":") for line in head.split(b"\r\n")[1:])
    return {name.strip().lower(): value.strip() for name, _, value in pairs}


def _unknown(target: bytes) -> bytes:
    kind = "com.amazon.coral.service#UnknownOperationException"
    return _response("400 Bad Request", {"__type": kind, "message": f"no answer for {target.decode()}"})


def _response(status: str, body: Any) -> bytes:
    """A whole answer; with the checksum that DynamoDB sends, since clients check it."""
    content = json.dumps(body).encode()
    head = f"HTTP/1.1 {status}\r\ncontent-type: application/x-amz-json-1.0\r\ncontent-length: {len(content)}\r\n"
    return f"{head}x-amzn-requestid: STUB\r\nx-amz-crc32: {zlib.crc32(content)}\r\n\r\n".encode() + content


async def _serve(answers: dict[bytes, Iterator[bytes]]) -> None:
    """Until the one who started us ends: then the pipe to us closes."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Connection(answers), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


def main() -> None:
    """Read the answers from the first line of stdin, say the port, serve."""
    asyncio.run(_serve(_prepared(json.loads(sys.stdin.readline()))))


if __name__ == "__main__":
    main()
