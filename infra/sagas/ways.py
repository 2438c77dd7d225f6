"""The ways through a saga: all of it is reached, what was done is undone in reverse, after the pivot only forward."""

from collections.abc import Iterator, Mapping
from typing import Any

from infra.sagas.machines import EVERYTHING, Machine, State

# What undoes a step that has an effect. Others only look, or are undone by what ends the way back.
UNDONE_BY: Mapping[str, Mapping[str, str]] = {
    "order": {
        "Begin": "EndUndo", "Reserve": "Release", "Authorise": "Void", "Allocate": "Release", "Confirm": "EndUndo",
    },
    "shipment": {"BeginShipment": "FailShipment"},
    "cancellation": {},
    "return": {"BeginReturn": "FailReturn"},
}  # fmt: skip
# Without an effect, or refused without one by the errors that it names.
HARMLESS = {"Known", "AssessRisk", "Capture", "Refund"}


def problems(machine: Machine) -> Iterator[str]:
    """What is wrong with the ways through a machine, as sentences."""
    for each in (*_lost(machine), *_turning(machine), *_undone(machine)):
        yield f"{machine.name}: {each}"


def _lost(machine: Machine) -> Iterator[str]:
    reached = machine.reached(machine.start, lambda state: [*state.following(), *state.catches().values()])
    yield from (f"{name} is never reached" for name in machine.states.keys() - set(reached))
    named = {name for state in machine.states.values() for name in (*state.following(), *state.catches().values())}
    yield from (f"{name} is not there" for name in named - machine.states.keys())


def _turning(machine: Machine) -> Iterator[str]:
    """Whatever follows a step that goes forward only goes forward only."""
    for state in machine.forward():
        if state.works and machine.parks(state):
            after = [machine.states[name] for name in machine.reached(state.name, lambda each: each.following())]
            yield from (f"{each.name} retreats after {state.name}" for each in after if _turns(machine, each, state))


def _turns(machine: Machine, state: State, pivot: State) -> bool:
    """Whether a state after the pivot leads back, in whole or by name."""
    named = state.name != pivot.name and state.catches().keys() - {EVERYTHING}
    return state.works and bool(machine.retreats(state) or named)


def _undone(machine: Machine) -> Iterator[str]:
    undone_by = UNDONE_BY[machine.name]
    known = {*undone_by, *HARMLESS}
    done: list[str] = []
    for state in machine.forward():
        back = {to for to in state.catches().values() if not machine.states[to].waits}
        if state.works and back:
            if state.name not in known:
                yield f"nothing is said of what undoes {state.name}"
            done.append(state.name)
            yield from _missing(machine, state, [undone_by[name] for name in done if name in undone_by], back)


def _missing(machine: Machine, state: State, needed: list[str], back: set[str]) -> Iterator[str]:
    # What undoes several steps has the place of the first of them.
    wanted = [*dict.fromkeys(needed)][::-1]
    for start in back:
        way = [name for name in _way_back(machine, start) if name in wanted]
        if way != wanted:
            yield f"{state.name} is undone by {way} instead of {wanted}"


def _way_back(machine: Machine, start: str) -> list[str]:
    """The states from `start` to the end, with the choices that the failed step leads to."""
    way: list[str] = []
    data: dict[str, Any] = {}
    name: str | None = start
    while name is not None and name not in way:
        state = machine.states[name]
        way.append(name)
        if state.kind == "Pass":
            data[state.said["ResultPath"]] = state.said["Result"]
        name = _chosen(state, data) if state.kind == "Choice" else state.said.get("Next")
    return way


def _chosen(state: State, data: Mapping[str, Any]) -> str:
    found = (each["Next"] for each in state.said["Choices"] if _holds(each, data))
    return next(found, str(state.said["Default"]))


def _holds(rule: Mapping[str, Any], data: Mapping[str, Any]) -> bool:
    if "Or" in rule:
        return any(_holds(each, data) for each in rule["Or"])
    return bool(data.get(rule["Variable"]) == rule["StringEquals"])
