"""Every saga keeps the rules of sagas, and who breaks one is told so."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from infra.sagas import doors, lint, schema, ways
from infra.sagas.machines import Machine, machine, machines

SAGAS = list(machines())
States = dict[str, dict[str, Any]]
each_saga = pytest.mark.parametrize("saga", SAGAS, ids=lambda saga: saga.name)


@each_saga
@pytest.mark.parametrize("rules", [lint, ways, schema], ids=lambda rules: rules.__name__.rpartition(".")[2])
def test_a_saga_keeps_the_rules(saga: Machine, rules: Any) -> None:
    assert list(rules.problems(saga)) == []


def test_what_is_asked_for_is_offered_and_the_other_way_round() -> None:
    assert list(doors.differences(SAGAS)) == []


def broken(saga: str, change: Callable[[States], None]) -> list[str]:
    """What the rules find in a saga after a change of its states."""
    said = machine(saga)
    definition = copy.deepcopy(dict(said.definition))
    change(definition["States"])
    changed = Machine(saga, definition)
    return [*lint.problems(changed), *ways.problems(changed)]


def dropped(state: str, *fields: str) -> Callable[[States], None]:
    def change(states: States) -> None:
        for field in fields:
            del states[state][field]

    return change


def said(state: str, **fields: Any) -> Callable[[States], None]:
    return lambda states: states[state].update(fields)


def retried(state: str, **fields: Any) -> Callable[[States], None]:
    return lambda states: states[state]["Retry"][-1].update(fields)


def caught(state: str, *errors: str, by: str) -> Callable[[States], None]:
    catch = [{"ErrorEquals": list(errors), "ResultPath": "$.failure", "Next": by}]
    return lambda states: states[state].update(Catch=catch)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (dropped("Reserve", "TimeoutSeconds"), "order: Reserve may take for ever"),
        (dropped("Void", "Catch"), "order: Void has no way out when it fails"),
        (caught("Known", "NotFound", by="KnownFailed"), "order: Known has no way out when it fails"),
        (said("Known", ResultPath="$.known"), "order: Known does not keep its result in a place of its own"),
        (said("Allocate", Next="Nowhere"), "order: Nowhere is not there"),
        (said("Allocate", End=True, Next="Undone"), "order: Confirm is never reached"),
        (retried("Reserve", MaxDelaySeconds=None, JitterStrategy="NONE"), "order: Reserve tries again without"),
        (retried("Void", ErrorEquals=["TryAgain"]), "order: Void does not try again whatever it failed with"),
        (retried("Reserve", ErrorEquals=["TryAgain"]), "order: Reserve does not try again exactly what may pass"),
        (retried("Reserve", ErrorEquals=["OutOfSight"]), "order: Reserve knows no error OutOfSight"),
        (said("ParkVoid", Next="Release"), "order: ParkVoid does not wait for the step that it is called by"),
        (said("ParkVoid", Retry=[]), "order: ParkVoid may be lost"),
        (said("HowFar", Default="Release"), "order: Authorise is undone by"),
        (said("Void", Next="EndUndo"), "order: Allocate is undone by"),
    ],
)
def test_who_breaks_a_rule_is_told(change: Callable[[States], None], told: str) -> None:
    assert any(each.startswith(told) for each in broken("order", change))


def test_no_step_retreats_after_the_pivot() -> None:
    found = broken("shipment", caught("Issue", "States.ALL", by="FailShipment"))
    assert "shipment: Issue retreats after Capture" in found


def test_a_refusal_is_not_tried_again() -> None:
    found = broken("shipment", lambda states: states["Capture"]["Retry"].pop(0))
    assert any("Capture tries again what leads back" in each for each in found)


def test_a_task_that_nobody_offers_is_told(tmp_path) -> None:
    (tmp_path / "catalog").mkdir()
    (tmp_path / "catalog/saga.py").write_text('handler = tasks.opens("catalog", {"Price": 1, "Guess": 2})')
    found = list(doors.differences([machine("cancellation")], tmp_path))
    assert "catalog has a task Guess, which no saga asks for" in found
    assert "catalog has no task Deallocate, which a saga asks for" in found
