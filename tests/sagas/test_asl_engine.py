"""The state machines as they are deployed, on the embedded engine: which way they go."""

from collections.abc import Iterator

import pytest

from local.cost.conducting import transitions
from tests.sagas.stand_ins import ANSWERS, MONEY, Machines
from tests.support import machines
from tests.support.engines import an_engine
from tests.support.eventually import eventually

FORWARD = "Begin Known Reserve Authorise AssessRisk Allocate Confirm"
UNDONE = "BeginUndo HowFar Void Release EndUndo Undone"
RETURN = "BeginReturn IsRefunded Refund IsRestocked Restock IssueCreditNote IsExchanged"


@pytest.fixture(scope="module")
def sagas(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    with an_engine(tmp_path_factory.mktemp("sagas")) as home:
        yield Machines.deployed(home)


@pytest.mark.parametrize(
    ("saga", "way"),
    [
        ("order", FORWARD),
        ("shipment", "BeginShipment Capture Issue IssueInvoice EndShipment"),
        ("cancellation", "BeginCancellation Reduce Deallocate EndCancellation"),
        ("return", f"{RETURN} NothingExchanged EndReturn"),
    ],
)
def test_what_is_not_disturbed_goes_straight_to_its_end(sagas: Machines, saga: str, way: str) -> None:
    assert sagas.ran(saga, "straight") == way.split()


@pytest.mark.parametrize(
    ("task", "error", "way"),
    [
        ("Begin", "OrderCancelled", "Begin BeginFailed BeginUndo HowFar EndUndo Undone"),
        ("Known", "NotFound", "Begin Known KnownFailed BeginUndo HowFar EndUndo Undone"),
        ("Reserve", "OutOfStock", "Begin Known Reserve ReserveFailed BeginUndo HowFar Release EndUndo Undone"),
        ("Authorise", "PaymentDeclined", f"Begin Known Reserve Authorise AuthoriseFailed {UNDONE}"),
        ("AssessRisk", "RiskRefused", f"Begin Known Reserve Authorise AssessRisk AssessRiskFailed {UNDONE}"),
        ("Allocate", "ReservationOver", f"{FORWARD.removesuffix(' Confirm')} AllocateFailed {UNDONE}"),
        ("Confirm", "OrderCancelled", f"{FORWARD} ConfirmFailed {UNDONE}"),
    ],
)
def test_an_order_is_undone_from_the_step_that_failed(sagas: Machines, task: str, error: str, way: str) -> None:
    assert sagas.ran("order", f"{task}-fails", raises={task: [error]}) == way.split()


@pytest.mark.parametrize("error", ["TryAgain", "OutcomeUnknown", "Lambda.Unknown"])
def test_what_may_pass_is_tried_again(sagas: Machines, error: str) -> None:
    assert sagas.ran("order", f"again-{error}", raises={"Authorise": [error, error]}) == FORWARD.split()


def test_a_fault_is_not_tried_again_but_undone(sagas: Machines) -> None:
    way = sagas.ran("order", "fault", raises={"Reserve": ["Fault"]})
    assert way[3:] == ["ReserveFailed", "BeginUndo", "HowFar", "Release", "EndUndo", "Undone"]


def test_a_compensation_is_tried_again_whatever_it_fails_with(sagas: Machines) -> None:
    raises = {"Authorise": ["PaymentDeclined"], "Void": ["Fault", "Invalid", "TryAgain"]}
    assert sagas.ran("order", "stubborn", raises=raises)[4:] == f"AuthoriseFailed {UNDONE}".split()


def test_a_compensation_that_never_succeeds_is_parked_and_resumed(sagas: Machines) -> None:
    raises = {"Reserve": ["OutOfStock"], "Release": ["Fault"] * 99}
    execution = sagas.start("order", "parked", raises=raises)
    sagas.home.client("stepfunctions").send_task_success(taskToken=machines.handed(sagas.home), output="{}")
    eventually(lambda: machines.entered(sagas.home, execution)[-4:] == ["Release", "ParkRelease"] * 2)
    sagas.home.client("stepfunctions").stop_execution(executionArn=execution)


@pytest.mark.parametrize(("saga", "task"), [("shipment", "Capture"), ("return", "Refund")])
def test_a_payment_whose_outcome_stays_unknown_is_parked(sagas: Machines, saga: str, task: str) -> None:
    execution = sagas.start(saga, "unknown", raises={task: ["OutcomeUnknown"] * 99})
    eventually(lambda: machines.entered(sagas.home, execution)[-1] == f"Park{task}")
    sagas.home.client("stepfunctions").stop_execution(executionArn=execution)


def test_a_declined_capture_fails_the_shipment(sagas: Machines) -> None:
    way = sagas.ran("shipment", "declined", raises={"Capture": ["PaymentDeclined"]})
    assert way == ["BeginShipment", "Capture", "FailShipment", "NotShipped"]


def test_a_declined_refund_fails_the_return(sagas: Machines) -> None:
    way = sagas.ran("return", "declined", raises={"Refund": ["PaymentDeclined"]})
    assert way == ["BeginReturn", "IsRefunded", "Refund", "FailReturn", "NotReturned"]


def test_a_damaged_piece_that_is_exchanged_moves_no_money_and_no_stock(sagas: Machines) -> None:
    lines = {"creditLines": [], "restock": [], "exchange": [{"variant": "v", "quantity": 1}]}
    begun = {"order": "o", "customer": "c", "payment": "o", "settlement": "r", "refund": MONEY | {"amount": 0}, **lines}
    way = sagas.ran("return", "exchanged", answers={"BeginReturn": begun})
    expected = "BeginReturn IsRefunded IsRestocked IssueCreditNote IsExchanged PlaceExchange EndReturn"
    assert way == expected.split()


@pytest.mark.parametrize("saga", ["order", "shipment", "cancellation", "return"])
def test_an_execution_has_as_many_transitions_as_its_bill(sagas: Machines, saga: str) -> None:
    exchanged = ANSWERS["BeginReturn"] | {"exchange": [{"variant": "v", "quantity": 1}]}
    assert len(sagas.ran(saga, "billed", answers={"BeginReturn": exchanged})) == transitions(saga)
