"""`onestop saga`: which there are, what each has done, and letting a parked one go on."""

from collections.abc import Iterator
from typing import Any

import pytest
from typer.testing import CliRunner

from local.cli import app
from local.system import NotThere
from tests.support.answering import Answer, Asked, Server, answering

STUCK, DONE, NOBODY = "01JD3Y5W8Q2Z7N4T6V9XKB1MCR", "01JD3Y5W8Q2Z7N4T6V9XKB1MCS", "01JD3Y5W8Q2Z7N4T6V9XKB1MCT"
STOP = {"step": "Void", "error": "OutcomeUnknown", "at": "2026-11-22T09:30:00.000Z"}


def saga(of: str, **said: Any) -> dict[str, Any]:
    times = {"startedAt": "2026-11-22T09:00:00.000Z", "endedAt": None}
    return {"id": of, "saga": "order", "order": of, "state": "done", "parked": None, "parkings": 0, **times, **said}


def step(name: str, what: str, **said: Any) -> dict[str, Any]:
    fields = {"execution": STUCK, "attempt": 0, "compensation": False, "reason": None, "subject": "orders/1"}
    return {"at": "2026-11-22T09:10:00.000Z", "step": name, "what": what, **fields, **said}


SAGAS = {STUCK: saga(STUCK, state="parked", parked=STOP, parkings=2), DONE: saga(DONE)}
STEPS = [
    step("Reserve", "StockReserved", attempt=1),
    step("BeginUndo", "OrderUndoing", compensation=True, reason={"step": "Authorise", "error": "PaymentDeclined"}),
    step("Capture", "PaymentCaptured", execution=DONE),
]


def said(asked: Asked) -> Answer:
    path, _, query = asked.path.removeprefix("/v1").partition("?")
    listed = {"/sagas": list(SAGAS.values()), f"/orders/{STUCK}/saga": STEPS, f"/orders/{DONE}/saga": []}
    if path in listed:
        wanted = [each for each in listed[path] if "state=parked" not in query or each["state"] == "parked"]
        return 200, {"data": wanted, "page": {"next": None}}
    found = SAGAS.get(path.split("/")[2])
    return (200, found) if found else (404, {"code": "NotFound", "detail": "There is no such saga."})


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> Iterator[Server]:
    with answering(said) as server:
        monkeypatch.setenv("ONESTOP_HOME", str(tmp_path))
        monkeypatch.setenv("ONESTOP_PORT", server.url.rpartition(":")[2])
        monkeypatch.setenv("ONESTOP_TOKEN", "a token")
        yield server


def onestop(*words: str) -> str:
    result = CliRunner().invoke(app, ["saga", *words], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_a_list_says_where_a_parked_saga_stands_and_why(server: Server) -> None:
    shown = onestop("list", "--state", "parked")
    assert all(word in shown for word in (STUCK, "Void", "OutcomeUnknown", STOP["at"]))
    assert DONE not in shown


def test_a_story_tells_attempts_and_what_was_undone_and_why(server: Server) -> None:
    shown = [" ".join(line.split()) for line in onestop("show", STUCK).splitlines()]
    assert "2026-11-22T09:10:00.000Z Reserve 2 StockReserved orders/1" in shown
    assert any("↩ BeginUndo 1 OrderUndoing orders/1 step Authorise, error PaymentDeclined" in line for line in shown)
    assert not any("PaymentCaptured" in line for line in shown)


def test_a_story_of_a_parked_saga_says_what_to_do(server: Server) -> None:
    assert f"onestop saga resume {STUCK}" in onestop("show", STUCK)
    assert "resume" not in onestop("show", DONE)


def test_resuming_is_asked_for_once_for_each_stop(server: Server) -> None:
    assert "goes on at Void" in onestop("resume", STUCK)
    assert server.asked[-1].path == f"/v1/sagas/{STUCK}/resume"
    assert server.asked[-1].headers["Idempotency-Key"] == f"resume-{STUCK}-2"


@pytest.mark.parametrize(("execution", "told"), [(DONE, "only a parked one"), (NOBODY, "onestop saga list")])
def test_what_cannot_be_resumed_says_why(server: Server, execution: str, told: str) -> None:
    with pytest.raises(NotThere, match=told):
        onestop("resume", execution)
    assert all(asked.method == "GET" for asked in server.asked)
