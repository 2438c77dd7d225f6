"""What was to be sent instead is not sent after all: the goods are back, so their money is paid back."""

from typing import Any

import pytest

from onestop import clock
from tests.returns.conftest import Catalog
from tests.returns.orders import OTHER, hear, look, received, shipped
from tests.returns.test_events import begun
from tests.returns.test_saga import ask
from tests.support.envelopes import envelope
from tests.support.gateway import Browser
from tests.support.wire import Wire

FAILURE = {"step": "Reserve", "error": "OutOfStock"}


def exchanged(desk: Browser, order: str = "", paid: int = 1999, **said: Any) -> dict[str, Any]:
    """A return of one shirt for a scarf of 10.00 that has come and is in order."""
    wanted = {"wanted": "exchange", "exchange": [{"variant": OTHER, "quantity": 1}]}
    made: dict[str, Any] = look(desk, received(desk, order or shipped(1, paid), **wanted), 1, **said).json
    return made


def completed(desk: Browser, made: dict[str, Any]) -> str:
    """The id of the new order, once the saga has ended."""
    order = clock.new_id()
    ask("BeginReturn", made["id"])
    ask("EndReturn", made["id"], creditNote=made["id"], exchangeOrder=order)
    return order


def ended(made: dict[str, Any], order: str, state: str = "failed") -> dict[str, Any]:
    """What is told once the new order has come to nothing."""
    of = {"order": made["order"], "return": made["id"]}
    record = {"id": order, "state": state, "exchangeOf": of, "failure": FAILURE if state == "failed" else None}
    return envelope(f"Order{state.capitalize()}", f"orders/{order}", record=record)


def reopened(desk: Browser, state: str = "failed", paid: int = 1999) -> tuple[dict[str, Any], str]:
    """A return whose exchange has failed, and the order that failed."""
    made = exchanged(desk, paid=paid)
    order = completed(desk, made)
    assert hear(ended(made, order, state)) == []
    return desk.get(f"/returns/{made['id']}").json, order


@pytest.mark.parametrize(("state", "why"), [("failed", FAILURE), ("cancelled", None)])
def test_an_exchange_that_failed_is_seen_and_its_worth_is_refunded(
    desk: Browser, catalog: Catalog, state: str, why: Any
) -> None:
    made, order = reopened(desk, state)

    assert (made["state"], made["attempt"], made["wanted"]) == ("inspected", 2, "refund")
    assert (made["refund"]["amount"], made["lines"][0]["refund"], made["exchangeOrder"]) == (1999, 1999, order)
    assert made["exchangeFailure"] == {
        "order": order, "state": state, "failure": why, "refund": {"amount": 1000, "currency": "EUR"},
        "lines": [{"line": "1", "amount": 1000}], "creditNote": None,
    }  # fmt: skip


def test_the_next_saga_pays_what_the_first_did_not_and_restocks_nothing(desk: Browser, catalog: Catalog) -> None:
    made, order = reopened(desk)

    assert ask("BeginReturn", made["id"], attempt=2) == {
        "order": made["order"], "customer": made["customer"], "payment": made["order"], "settlement": order,
        "refund": {"amount": 1000, "currency": "EUR"}, "creditLines": [{"line": "1", "quantity": 0, "amount": 1000}],
        "restock": [], "exchange": [],
    }  # fmt: skip


def test_a_fee_and_a_deduction_are_kept(desk: Browser, catalog: Catalog) -> None:
    desk.put("/return-settings", {"windowDays": 30, "feeRate": "0.1"})
    made = exchanged(desk, paid=2000, deduction=100)
    hear(ended(made, completed(desk, made)))

    again = desk.get(f"/returns/{made['id']}").json
    assert (again["refund"]["amount"], again["exchangeFailure"]["refund"]["amount"]) == (1700, 1000)


def test_it_ends_complete_with_both_credit_notes(desk: Browser, catalog: Catalog) -> None:
    made, order = reopened(desk)
    ask("BeginReturn", made["id"], attempt=2)
    ask("EndReturn", made["id"], attempt=2, creditNote=order, exchangeOrder=None)

    done = desk.get(f"/returns/{made['id']}").json
    assert (done["state"], done["creditNote"], done["exchangeFailure"]["creditNote"]) == (
        "completed", made["id"], order,
    )  # fmt: skip
    assert done["exchangeOrder"] == order


def test_however_often_it_is_told_it_is_paid_once(desk: Browser, catalog: Catalog) -> None:
    made, order = reopened(desk)
    ask("BeginReturn", made["id"], attempt=2)
    ask("EndReturn", made["id"], attempt=2, creditNote=order)
    before = desk.get(f"/returns/{made['id']}").json

    assert hear(ended(made, order), ended(made, order, "cancelled")) == []
    assert desk.get(f"/returns/{made['id']}").json == before


def test_a_refund_that_is_declined_then_is_the_same_refund_when_it_is_retried(desk: Browser, catalog: Catalog) -> None:
    made, _ = reopened(desk)
    first = ask("BeginReturn", made["id"], attempt=2)
    ask("FailReturn", made["id"], attempt=2, error="PaymentDeclined")
    desk.post(f"/returns/{made['id']}/retry")

    assert ask("BeginReturn", made["id"], attempt=3) == first


def test_what_is_told_before_the_first_saga_has_ended_comes_again(desk: Browser, catalog: Catalog) -> None:
    made, order = exchanged(desk), clock.new_id()
    ask("BeginReturn", made["id"])
    assert len(hear(ended(made, order))) == 1

    ask("EndReturn", made["id"], creditNote=made["id"], exchangeOrder=order)
    assert hear(ended(made, order)) == []


def test_the_end_of_the_first_saga_does_not_end_the_second(desk: Browser, catalog: Catalog) -> None:
    made, order = reopened(desk)
    ask("BeginReturn", made["id"], attempt=2)
    ask("EndReturn", made["id"], creditNote=made["id"], exchangeOrder=order)

    assert desk.get(f"/returns/{made['id']}").json["state"] == "refunding"


def test_a_failed_exchange_begins_the_next_saga_and_other_orders_are_not_heard(
    wired: Browser, wire: Wire, catalog: Catalog
) -> None:
    made = exchanged(wired)
    order = completed(wired, made)
    other = envelope("OrderFailed", "orders/other", record={"id": order, "exchangeOf": None, "failure": FAILURE})
    for told in (other, ended(made, order)):
        wire.put("orders", told)
    wire.carry()

    assert begun() == [made["id"], f"{made['id']}-2"]
    assert wire.published("ReturnExchangeFailed")["data"]["record"]["attempt"] == 2
    assert wire.failures("returns") == []
