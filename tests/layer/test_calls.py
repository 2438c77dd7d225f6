"""Asking a neighbour: within a deadline, and never for long when it is sick."""

import json
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

import pytest

from onestop import calls


class Neighbour(ThreadingHTTPServer):
    """Lambda's Invoke on loopback: answers with what `mood` says, counts how often it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Invoke)
        self.asked = 0
        self.let_go = Event()
        self.mood = "well"


class _Invoke(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        server: Any = self.server
        server.asked += 1
        if server.mood == "asleep":
            server.let_go.wait(5)
        self.send_response(200)
        if server.mood == "sick":
            self.send_header("X-Amz-Function-Error", "Unhandled")
        body = json.dumps({"errorType": "ValueError"} if server.mood == "sick" else {"answer": 42}).encode()
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Quiet."""


@pytest.fixture
def neighbour(toys: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Neighbour]:
    server = Neighbour()
    Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("AWS_ENDPOINT_URL_LAMBDA", f"http://127.0.0.1:{server.server_port}")
    yield server
    server.let_go.set()
    server.shutdown()


@pytest.fixture
def ask(neighbour: Neighbour, request: pytest.FixtureRequest) -> Callable[[Any], Any]:
    name = request.node.name  # a circuit of its own: what it counts lives as long as the process
    return calls.neighbour(name, "bot", seconds=0.4, instead=lambda _: "fallback", table="test-toys")


def test_a_neighbour_that_is_well_answers(neighbour: Neighbour, ask: Any) -> None:
    assert ask({"question": 6}) == {"answer": 42}


def test_one_that_fails_is_answered_for(neighbour: Neighbour, ask: Any) -> None:
    neighbour.mood = "sick"

    assert ask({}) == "fallback"


def test_one_that_does_not_answer_is_asked_at_most_twice_and_not_waited_for(neighbour: Neighbour, ask: Any) -> None:
    neighbour.mood = "asleep"

    assert ask({}) == "fallback"
    assert neighbour.asked <= 2


def test_one_that_keeps_failing_is_left_alone(neighbour: Neighbour, ask: Any) -> None:
    neighbour.mood = "sick"
    answers = [ask({}) for _ in range(9)]

    assert answers == ["fallback"] * 9
    assert neighbour.asked == 5
