"""What it costs to conduct a saga, counted from its state machine."""

import pytest

from local.cost import conducting
from local.cost.conducting import express, transitions, way
from local.cost.journeys import Model
from tests.cost.conftest import GIVEN, measured

CONDUCTED = {"transition_ms": 20, "express_megabytes": 64}


@pytest.fixture
def shipping(model: Model) -> Model:
    """The house of round numbers with a journey that cancels an order: four tasks of 10 ms and 1 KB of an event."""
    task = measured("desk.saga.handler", calls={"PutItem": 1}, write_units=1, events=1, event_bytes=1000)
    tasks = {"BeginCancellation": "orders", "Reduce": "payments", "Deallocate": "catalog", "EndCancellation": "orders"}
    operations = {**model.results["units"]["operations"]}
    for name, capability in tasks.items():
        operations[capability] = {**operations.get(capability, {}), f"task {name}, 1 line": task}
    journeys = {"cancel": {"about": "", "steps": [{"of": "desk: read", "times": 1}], "sagas": ["cancellation"]}}
    said = {**model.said, "assumptions": {**GIVEN, **CONDUCTED}, "journeys": journeys}
    return Model(said, {"units": {"operations": operations}})


def test_each_state_on_the_way_is_a_transition() -> None:
    assert way("shipment") == ["BeginShipment", "Capture", "Issue", "IssueInvoice", "EndShipment"]
    assert transitions("shipment") == 5


def test_a_choice_is_a_transition_and_goes_the_way_on_which_most_is_done() -> None:
    assert {"IsRefunded", "Refund", "Restock", "PlaceExchange"} <= set(way("return"))


def test_a_task_knows_whom_it_asks() -> None:
    assert conducting.tasks("shipment")[:2] == [("orders", "BeginShipment"), ("payments", "Capture")]


@pytest.mark.parametrize(
    ("milliseconds", "megabytes", "gb_seconds"), [(100, 64, 0.1 / 16), (101, 64, 0.2 / 16), (100, 65, 0.1 / 8)]
)
def test_an_express_execution_is_billed_in_steps(milliseconds: float, megabytes: float, gb_seconds: float) -> None:
    assert express(milliseconds, megabytes).express_gb_seconds == pytest.approx(gb_seconds)


def test_a_journey_uses_what_its_sagas_ask_for(shipping: Model) -> None:
    usage = shipping.usage("cancel")
    assert (usage.transitions, usage.write_units) == (4, pytest.approx(4 + 4 * 3))
    assert usage.gateway_requests == 1
    assert usage.events == pytest.approx(4)


def test_an_express_saga_lasts_as_long_as_its_tasks_and_what_is_between_them(shipping: Model) -> None:
    assert shipping.express("cancel").express_gb_seconds == pytest.approx(0.2 / 16)


def test_what_stands_for_another_capability_is_called_modelled(model: Model) -> None:
    step = {"of": "desk: read", "times": 1, "table": "tickets"}
    modelled = Model({**model.said, "journeys": {"ticket": {"steps": [step]}}}, model.results)
    assert modelled.is_modelled("ticket")
    assert not model.is_modelled("ticket")
