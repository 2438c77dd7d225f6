"""The state machines as they are written, and what their states are to a saga."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from local.deploy import templates

FOLDER = Path(__file__).parent
Json = Mapping[str, Any]
EVERYTHING = "States.ALL"


@dataclass(frozen=True)
class State:
    """One state of a machine."""

    name: str
    said: Json

    @property
    def kind(self) -> str:
        return str(self.said["Type"])

    @property
    def waits(self) -> bool:
        """Whether it hands out a token and waits for somebody who brings it back: a saga that is parked."""
        return str(self.said.get("Resource", "")).endswith(".waitForTaskToken")

    @property
    def works(self) -> bool:
        """Whether it is a task that a capability carries out."""
        return self.kind == "Task" and not self.waits

    @property
    def payload(self) -> Json:
        """What the capability's door is given; empty where nobody is asked."""
        found: Json = self.said.get("Parameters", {}).get("Payload", {})
        return found

    @property
    def capability(self) -> str:
        """Whose door it asks: `${CatalogSaga}` is that of catalog."""
        return str(self.said["Parameters"]["FunctionName"]).removeprefix("${").removesuffix("Saga}").lower()

    def catches(self) -> dict[str, str]:
        """Error -> the state that is next when the task fails with it for good."""
        return {error: each["Next"] for each in self.said.get("Catch", ()) for error in each["ErrorEquals"]}

    def following(self) -> list[str]:
        """The states that may be next when all goes well."""
        branches = [each["Next"] for each in self.said.get("Choices", ())]
        return [*branches, *(self.said[name] for name in ("Default", "Next") if name in self.said)]


@dataclass(frozen=True)
class Machine:
    """One saga. A step retreats when whatever it fails with leads back, and goes forward only when it is parked then.

    The first that goes forward only is the pivot; it may name errors by which it was refused, which lead back.
    """

    name: str
    definition: Json

    @cached_property
    def states(self) -> dict[str, State]:
        return {name: State(name, said) for name, said in self.definition["States"].items()}

    @property
    def start(self) -> str:
        return str(self.definition["StartAt"])

    def tasks(self) -> list[State]:
        """Its tasks, in the order in which they are written."""
        return [state for state in self.states.values() if state.works]

    def retreats(self, state: State) -> bool:
        return not self.parks(state)

    def parks(self, state: State) -> bool:
        """Whether the task, when it fails with whatever it was, waits for somebody."""
        target = self.states.get(state.catches().get(EVERYTHING, ""))
        return target is not None and target.waits

    def forward(self) -> list[State]:
        """The states on the ways that it takes when nothing fails, those that come first before the others."""
        return [self.states[name] for name in self.reached(self.start, lambda state: state.following())]

    def reached(self, start: str, ways: Any) -> list[str]:
        """Every state that can be reached from `start` by `ways(state)`, the later ones last."""
        found: list[str] = []

        def visit(name: str) -> None:
            if name not in found and name in self.states:
                found.append(name)
                for each in ways(self.states[name]):
                    visit(each)

        visit(start)
        return found


def machines(folder: Path = FOLDER) -> Iterator[Machine]:
    """Every state machine of the folder, in the order of their names. Raises ValueError if one cannot be read."""
    for path in sorted(folder.glob("*.asl.yaml")):
        yield Machine(path.name.removesuffix(".asl.yaml"), templates.read(path))


def machine(name: str) -> Machine:
    """The state machine of one saga. Raises KeyError where there is none of this name."""
    return {each.name: each for each in machines()}[name]
