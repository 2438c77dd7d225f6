"""What it costs to conduct a saga, counted from its machine: as a standard workflow, which it is, or an express one.

A standard workflow is billed by each state that is carried out (each attempt once more); an express one by each
execution, and by its duration, in steps of 100 ms, times its memory, in steps of 64 MB (aws.amazon.com, "AWS Step
Functions Pricing").
"""

from collections.abc import Mapping
from math import ceil
from pathlib import Path
from typing import Any

from local.cost.usage import Usage
from local.deploy import templates

SAGAS = Path(__file__).parents[2] / "infra/sagas"
BILLED_MS, BILLED_MB = 100, 64


def way(saga: str, folder: Path = SAGAS) -> list[str]:
    """The states of an execution that meets no trouble; each choice goes its first way, on which most is done."""
    states, name, found = _machine(saga, folder)["States"], _machine(saga, folder)["StartAt"], []
    while name:
        found.append(name)
        name = _following(states[name])
    return found


def transitions(saga: str, folder: Path = SAGAS) -> int:
    """How many state transitions such an execution is billed for."""
    return len(way(saga, folder))


def tasks(saga: str, folder: Path = SAGAS) -> list[tuple[str, str]]:
    """Capability and task of each of its steps."""
    states = [_machine(saga, folder)["States"][name] for name in way(saga, folder)]
    return [(_asked(state), state["Parameters"]["Payload"]["task"]) for state in states if state["Type"] == "Task"]


def express(milliseconds: float, megabytes: float) -> Usage:
    """What an express execution of this duration and memory would be billed for."""
    duration = ceil(milliseconds / BILLED_MS) * BILLED_MS / 1000
    memory = ceil(megabytes / BILLED_MB) * BILLED_MB / 1024
    return Usage(express_requests=1, express_gb_seconds=duration * memory)


def _machine(saga: str, folder: Path) -> Mapping[str, Any]:
    return templates.read(folder / f"{saga}.asl.yaml")


def _following(state: Mapping[str, Any]) -> str | None:
    return state["Choices"][0]["Next"] if state["Type"] == "Choice" else state.get("Next")


def _asked(state: Mapping[str, Any]) -> str:
    """`${CatalogSaga}` is the door of catalog."""
    return str(state["Parameters"]["FunctionName"]).removeprefix("${").removesuffix("Saga}").lower()
