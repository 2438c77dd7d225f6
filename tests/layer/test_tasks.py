"""The task door: what a state machine asks, and what another capability asks directly."""

import json
import sys
from types import SimpleNamespace
from typing import Any

import pytest

from onestop import tasks
from onestop.errors import Invalid, NotFound, OutOfStock
from onestop.models import Model, Quantity
from onestop.observe import Fault, metrics
from onestop.tasks import Task
from tests.support.gateway import CONTEXT

SAGA = {"name": "order", "id": "01K", "step": "Take", "attempt": 2}


class Taking(Model):
    """What the toy task is asked."""

    quantity: Quantity


def take(task: Task) -> dict[str, Any]:
    if task.asked.quantity > 10:
        raise OutOfStock("There are 10.", have=10)
    return {"tenant": task.by.tenant, "actor": task.by.actor, "by": task.mark(), "taken": task.asked.quantity}


@pytest.fixture
def door(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setitem(sys.modules, "shelf.schemas", SimpleNamespace(Taking=Taking))
    return tasks.opens("shelf", {"Take": ("Taking", take), "Look": (None, lambda task: {"asked": task.asked})})


def asked(door: Any, task: str = "Take", said: Any = None, **more: Any) -> Any:
    return door({"task": task, "tenant": "acme", "correlation": "c1", "input": said or {}, **more}, CONTEXT)


def test_a_task_is_told_for_whom_and_by_which_step(door: Any) -> None:
    said = asked(door, said={"quantity": 3}, saga=SAGA)

    assert said["by"] == {"saga": "order", "id": "01K", "step": "Take", "attempt": 2}
    assert (said["tenant"], said["actor"], said["taken"]) == ("acme", "system/shelf", 3)


def test_one_that_is_asked_nothing_needs_no_model(door: Any) -> None:
    assert asked(door, "Look") == {"asked": None}


def test_a_state_machine_knows_a_refusal_by_its_class(door: Any) -> None:
    with pytest.raises(OutOfStock):
        asked(door, said={"quantity": 11}, saga=SAGA)


def test_who_asks_directly_is_told_all_of_it(door: Any) -> None:
    said = asked(door, said={"quantity": 11}, direct=True)["refused"]

    assert said == {"code": "OutOfStock", "detail": "There are 10.", "errors": [], "facts": {"have": 10}}


def test_what_is_asked_wrongly_is_refused_with_the_place(door: Any) -> None:
    said = asked(door, said={"quantity": "many"}, direct=True)["refused"]

    assert (said["code"], said["errors"][0]["pointer"]) == ("Invalid", "/quantity")


def test_a_task_that_there_is_not_is_refused(door: Any) -> None:
    with pytest.raises(Invalid):
        asked(door, "Drop")


def test_the_log_names_the_task_and_quotes_nothing(door: Any, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(OutOfStock):
        asked(door, said={"quantity": 11}, saga=SAGA)
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert all(line["tenant"] == "acme" and "There are 10" not in json.dumps(line) for line in lines)


def test_errors_can_be_told_in_full() -> None:
    assert tasks.refusal(NotFound())["detail"] == "There is no such thing"


def counted(printed: str) -> dict[str, Any]:
    """The measurements among what was printed."""
    lines = [json.loads(line) for line in printed.splitlines()]
    return {name: value for line in lines if "_aws" in line for name, value in line.items() if name[0].isupper()}


@pytest.fixture
def shelf() -> Any:
    def stumble(task: Task) -> dict[str, Any]:
        raise KeyError("Ada")

    def measure(task: Task) -> dict[str, Any]:
        metrics.add_metric("Parked", "Count", 1)
        return {}

    return tasks.opens("shelf", {"Stumble": (None, stumble), "Measure": (None, measure)})


def test_a_fault_is_counted_and_a_refusal_is_not(shelf: Any, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Invalid):
        asked(shelf, "Drop")
    assert counted(capsys.readouterr().out) == {}
    with pytest.raises(Fault):
        asked(shelf, "Stumble")
    assert counted(capsys.readouterr().out) == {"TaskFaults": [1.0]}


def test_what_a_task_measures_is_told(shelf: Any, capsys: pytest.CaptureFixture[str]) -> None:
    asked(shelf, "Measure")
    assert counted(capsys.readouterr().out) == {"Parked": [1.0]}
