"""Asking a neighbour: within a deadline, and never for long when it is sick."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

import pytest

from onestop import calls
from onestop.errors import PriceUnknown
from onestop.identity import Caller

BY = Caller("acme", "member/1", correlation="c1")
REFUSAL = {"code": "PriceUnknown", "detail": "No price.", "errors": [{"pointer": "/lines/0"}], "facts": {"sku": "A"}}
SAYS = {"sick": {"errorType": "ValueError"}, "strict": {"refused": REFUSAL}}


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
        server.said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if server.mood == "asleep":
            server.let_go.wait(5)
        self.send_response(200)
        if server.mood == "sick":
            self.send_header("X-Amz-Function-Error", "Unhandled")
        body = json.dumps(SAYS.get(server.mood, {"answer": 42})).encode()
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
    asked = calls.neighbour(name, "bot", seconds=0.4, instead=lambda *_: "fallback", table="test-toys")
    return lambda said: asked(BY, "Answer", said)


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


def test_it_is_told_for_whom_and_what(neighbour: Neighbour, ask: Any) -> None:
    ask({"question": 6})

    said: Any = neighbour
    assert said.said == {"task": "Answer", "tenant": "acme", "correlation": "c1", "input": {"question": 6},
                         "direct": True}  # fmt: skip


def test_what_it_refuses_is_raised_with_all_that_it_says_and_opens_no_circuit(neighbour: Neighbour, ask: Any) -> None:
    neighbour.mood = "strict"
    for _ in range(6):
        with pytest.raises(PriceUnknown, match="No price") as refused:
            ask({})

    assert (refused.value.facts, refused.value.errors) == ({"sku": "A"}, [{"pointer": "/lines/0"}])
    assert neighbour.asked == 6


def test_asking_loads_no_boto3() -> None:
    breaker = "calls.breaker.circuit_breaker; calls.persistence.CircuitBreakerDynamoDBPersistence"
    script = f"import sys; from onestop import calls; {breaker}; print('boto3' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False", ran.stderr
