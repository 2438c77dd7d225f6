"""An execution of a state machine, one state after the other: so much of Amazon States Language as our sagas speak.

execution = Execution(machine("order"), "order-1", {"tenant": "acme", "correlation": "c", "order": "order-1"})
while asked := execution.asks():
    execution.answered(somebody_does(asked))     # or: execution.failed("PaymentDeclined")
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tests.sagas.paths import Data, NoSuchPath, Reading, filling, placed, reading

FOLDER = Path(__file__).parents[2] / "infra" / "sagas"
SAGAS = ("order", "shipment", "cancellation", "return")
Test = Callable[[Data, Data], bool]


@dataclass(frozen=True)
class Asked:
    """What a Task state wants done: by whose door, with which payload, and whether it waits to be told its token."""

    state: str
    capability: str
    payload: Mapping[str, Any]
    waits: bool

    @property
    def task(self) -> str:
        return str(self.payload["task"])


class State:
    """One state, with its templates understood once."""

    def __init__(self, name: str, said: Mapping[str, Any]) -> None:
        self.name, self.said, self.kind = name, said, said["Type"]
        self.parameters: Reading = filling(said.get("Parameters", {}))
        self.selector: Reading | None = filling(said["ResultSelector"]) if "ResultSelector" in said else None
        self.choices = [(_test(each), each["Next"]) for each in said.get("Choices", [])]
        self.waits = str(said.get("Resource", "")).endswith(".waitForTaskToken")

    def catch(self, error: str) -> Mapping[str, Any] | None:
        return next((each for each in self.said.get("Catch", []) if _matches(each, error)), None)

    def retry(self, error: str) -> tuple[int, int]:
        """Which of its retriers is meant, and how often that one tries again."""
        for at, each in enumerate(self.said.get("Retry", [])):
            if _matches(each, error):
                return at, each.get("MaxAttempts", 3)
        return -1, 0


def _matches(said: Mapping[str, Any], error: str) -> bool:
    return error in said["ErrorEquals"] or "States.ALL" in said["ErrorEquals"]


def _test(said: Mapping[str, Any]) -> Test:
    if "Or" in said:
        tests = [_test(each) for each in said["Or"]]
        return lambda data, context: any(test(data, context) for test in tests)
    read = reading(said["Variable"])
    if "IsPresent" in said:
        return lambda data, context: _is_there(read, data, context) == said["IsPresent"]
    if "NumericGreaterThan" in said:
        return lambda data, context: bool(read(data, context) > said["NumericGreaterThan"])
    return lambda data, context: bool(read(data, context) == said["StringEquals"])


def _is_there(read: Reading, data: Data, context: Data) -> bool:
    try:
        read(data, context)
    except NoSuchPath:
        return False
    return True


@dataclass(frozen=True)
class Machine:
    """A state machine as its file says it."""

    name: str
    first: str
    states: Mapping[str, State]

    @property
    def tasks(self) -> list[str]:
        return [name for name, state in self.states.items() if state.kind == "Task"]


@cache
def definition(name: str) -> Mapping[str, Any]:
    """The content of infra/sagas/<name>.asl.yaml. Not to be written into."""
    said: Mapping[str, Any] = yaml.safe_load((FOLDER / f"{name}.asl.yaml").read_text())
    return said


def understood(name: str, said: Mapping[str, Any]) -> Machine:
    """The machine that a definition describes."""
    return Machine(name, said["StartAt"], {state: State(state, each) for state, each in said["States"].items()})


@cache
def machine(name: str) -> Machine:
    """One of ours."""
    return understood(name, definition(name))


class Execution:
    """One run of a machine. It says what it wants done and is told what came of it."""

    def __init__(self, of: Machine, name: str, data: Data) -> None:
        self.machine, self.name, self.data = of, name, data
        self.state: State | None = of.states[of.first]
        self.error = ""
        self._tries: Counter[int] = Counter()
        self._entered = 0

    @property
    def is_over(self) -> bool:
        return self.state is None

    @property
    def token(self) -> str:
        """The token of the task that is being waited for; another one for each attempt."""
        return f"{self.name}/{self._entered}/{sum(self._tries.values())}"

    def asks(self) -> Asked | None:
        """The next task, after all that needs nobody; None at the end."""
        while self.state and self.state.kind != "Task":
            self._pass(self.state)
        if self.state is None:
            return None
        said = self.state.parameters(self.data, self._context(self.state))
        capability = said["FunctionName"].removeprefix("${").removesuffix("Saga}").lower()
        return Asked(self.state.name, capability, said["Payload"], self.state.waits)

    def answered(self, payload: Any) -> None:
        """The task is done. Raises NoSuchPath where the answer lacks what the next states need."""
        assert self.state
        answer = {"Payload": payload}
        if self.state.selector:
            answer = self.state.selector(answer, {})
        self._go(self.state, self.state.said.get("ResultPath", "$"), answer)

    def failed(self, error: str) -> bool:
        """The task failed: it will be asked again, or another state is next; whether it will be asked again."""
        assert self.state
        at, times = self.state.retry(error)
        if self._tries[at] < times:
            self._tries[at] += 1
            return True
        caught = self.state.catch(error)
        self._tries.clear()
        if caught is None:
            self.state, self.error = None, error
        else:
            self._go(self.state, caught.get("ResultPath", "$"), {"Error": error}, caught["Next"])
        return False

    def _pass(self, state: State) -> None:
        """Whatever is no task: a choice, something to note, the end."""
        if state.kind == "Choice":
            found = (target for test, target in state.choices if test(self.data, {}))
            self.state = self.machine.states[next(found, state.said["Default"])]
        elif state.kind == "Pass":
            self._go(state, state.said.get("ResultPath", "$"), state.said["Result"])
        else:
            assert state.kind == "Succeed", f"{state.kind} is not spoken here"
            self.state = None

    def _go(self, state: State, path: str | None, result: Any, target: str = "") -> None:
        self.data = placed(self.data, path, result)
        self._tries.clear()
        self._entered += 1
        target = target or state.said.get("Next", "")
        self.state = self.machine.states[target] if target else None

    def _context(self, state: State) -> Data:
        return {
            "Execution": {"Name": self.name},
            "State": {
                "Name": state.name,
                "RetryCount": sum(self._tries.values()),
                "EnteredTime": f"{self._entered:06}",
            },
            "Task": {"Token": self.token},
        }
