"""The rules of every saga. What they find is told as sentences; a saga that keeps them finds none.

- A task is given the envelope of `onestop.tasks`, a time after which it has failed, tries again, and has a way out.
- A step that retreats tries again what may pass, and only that; whatever it fails with leads back.
- A step that goes forward only, or undoes, tries again whatever it fails with, and then waits for somebody.
- Errors have names that exist.
"""

import inspect
from collections.abc import Iterator
from typing import Any

from infra.sagas.machines import EVERYTHING, Machine, State
from onestop import errors

ENVELOPE = {"task", "tenant.$", "correlation.$", "saga", "input"}
# AWS Step Functions Developer Guide, "Handling errors": what the service and Lambda call their own failures.
TRANSIENT = {
    "Lambda.ServiceException", "Lambda.AWSLambdaException", "Lambda.SdkClientException", "Lambda.Unknown",
    "Lambda.TooManyRequestsException", "Runtime.ExitError", "Sandbox.Timedout", "States.Timeout",
}  # fmt: skip
# Ours that pass by themselves: somebody else was writing the same record, or is at the same request.
PASSING = {"RequestInProgress", "VersionMismatch"}
TREE = {name: each for name, each in inspect.getmembers(errors, inspect.isclass) if each.__module__ == errors.__name__}
NAMES = TRANSIENT | {EVERYTHING} | TREE.keys()


def may_pass() -> set[str]:
    """The names of all errors after which the same step may succeed."""
    family = {name for name, each in TREE.items() if issubclass(each, errors.TryAgain)}
    return family | PASSING | TRANSIENT


def problems(machine: Machine) -> Iterator[str]:
    """What is wrong with the states of a machine, each by itself."""
    for state in machine.states.values():
        found = _names(state)
        if state.works:
            found = [*found, *_task(machine, state), *_out(machine, state)]
        elif state.waits:
            found = [*found, *_parked(machine, state)]
        yield from (f"{machine.name}: {state.name} {each}" for each in found)


def _names(state: State) -> Iterator[str]:
    for each in [*state.said.get("Retry", ()), *state.said.get("Catch", ())]:
        yield from (f"knows no error {name}" for name in each["ErrorEquals"] if name not in NAMES)


def _task(machine: Machine, state: State) -> Iterator[str]:
    if state.payload.keys() != ENVELOPE:
        yield "does not give the envelope of onestop.tasks"
    elif (state.payload["task"], state.payload["saga"]) != (state.name, _mark(machine)):
        yield "is not called by its task, or does not say whose step it is"
    if state.said.get("ResultPath", "$") not in (None, f"$.made.{state.name}"):
        yield "does not keep its result in a place of its own"
    if "TimeoutSeconds" not in state.said:
        yield "may take for ever"


def _mark(machine: Machine) -> dict[str, str]:
    return {
        "name": machine.name, "id.$": "$$.Execution.Name", "step.$": "$$.State.Name",
        "attempt.$": "$$.State.RetryCount",
    }  # fmt: skip


def _out(machine: Machine, state: State) -> Iterator[str]:
    if EVERYTHING not in state.catches():
        yield "has no way out when it fails"
    elif machine.parks(state):
        yield from _forward_only(machine, state)
    elif _retried(state) != may_pass():
        yield f"does not try again exactly what may pass: {sorted(_retried(state) ^ may_pass())}"
    yield from _patience(state)


def _forward_only(machine: Machine, state: State) -> Iterator[str]:
    refusals = state.catches().keys() - {EVERYTHING}
    given_up = {name for each in state.said["Retry"] if each.get("MaxAttempts") == 0 for name in each["ErrorEquals"]}
    if given_up != refusals:
        yield "tries again what leads back, or does not try again what does not"
    if EVERYTHING not in _retried(state):
        yield "does not try again whatever it failed with"
    if state.catches()[EVERYTHING] != f"Park{state.name}":
        yield "is parked in a place that is not its own"


def _retried(state: State) -> set[str]:
    return {name for each in _patient(state) for name in each["ErrorEquals"]}


def _patient(state: State) -> list[Any]:
    return [each for each in state.said.get("Retry", ()) if each.get("MaxAttempts") != 0]


def _patience(state: State) -> Iterator[str]:
    wanted = {"IntervalSeconds", "BackoffRate", "MaxDelaySeconds", "MaxAttempts", "JitterStrategy"}
    for each in _patient(state):
        if not wanted <= each.keys() or each["JitterStrategy"] != "FULL" or each["BackoffRate"] < 2:
            yield "tries again without a growing pause, a bound and jitter"


def _parked(machine: Machine, state: State) -> Iterator[str]:
    step = state.name.removeprefix("Park")
    said = state.payload.get("input", {})
    if (state.said.get("Next"), said.get("step"), said.get("saga")) != (step, step, machine.name):
        yield "does not wait for the step that it is called by"
    if (state.capability, state.payload.get("task")) != ("orders", "Park") or state.payload.keys() != ENVELOPE:
        yield "is not in the register of sagas"
    if EVERYTHING not in _retried(state) or state.said.get("ResultPath", "$") is not None:
        yield "may be lost"
