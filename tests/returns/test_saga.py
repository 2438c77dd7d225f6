"""What the saga of a return asks for: once, twice, late, out of order, for somebody else."""

from typing import Any

import pytest

from onestop.errors import NotFound, WrongState
from tests.returns.conftest import Catalog
from tests.returns.orders import (
    LAMP,
    LOCATION,
    OTHER,
    REFUND,
    SHADE,
    asking,
    confirmed,
    hear,
    inspected,
    invoice,
    line,
    look,
    received,
    shipped,
)
from tests.support.asking import step, task
from tests.support.envelopes import CUSTOMER
from tests.support.gateway import OTHER_TENANT, Browser


def execution(return_id: str, attempt: int) -> str:
    """The name of the saga of an attempt."""
    return return_id if attempt == 1 else f"{return_id}-{attempt}"


def ask(name: str, return_id: str, attempt: int = 1, **said: Any) -> dict[str, Any]:
    """As the state machine of an attempt asks."""
    return task(
        "returns", name, saga=step("return", execution(return_id, attempt), name), **{"return": return_id}, **said
    )


def state(desk: Browser, return_id: str) -> str:
    return str(desk.get(f"/returns/{return_id}").json["state"])


def test_the_saga_is_told_all_that_is_to_be_done(desk: Browser) -> None:
    order = shipped(3, 10_000)
    made = inspected(desk, order, 2, location=LOCATION)

    assert ask("BeginReturn", made["id"]) == {
        "order": order, "customer": CUSTOMER, "payment": order, "settlement": made["id"],
        "refund": {"amount": 6667, "currency": "EUR"},
        "creditLines": [{"line": "1", "quantity": 2, "amount": 6667}],
        "restock": [{"variant": made["lines"][0]["variant"], "quantity": 2, "location": LOCATION}], "exchange": [],
    }  # fmt: skip


def test_a_bundle_goes_back_into_stock_in_its_parts(desk: Browser) -> None:
    parts = [{"variant": LAMP, "quantity": 1}, {"variant": SHADE, "quantity": 2}]
    order = confirmed(line("1", 2, components=parts))
    hear(invoice(order, ("1", 2, 5000)))

    done = ask("BeginReturn", inspected(desk, order, 2)["id"])
    assert done["restock"] == [{"variant": LAMP, "quantity": 2}, {"variant": SHADE, "quantity": 4}]


def test_what_is_damaged_does_not_go_back_into_stock(desk: Browser) -> None:
    return_id = look(desk, received(desk, shipped()), 1, condition="damaged", restock=False).json["id"]
    assert ask("BeginReturn", return_id)["restock"] == []


def test_a_charge_goes_back_into_no_stock(desk: Browser) -> None:
    order = shipped(1, 490, variant=None, sku=None, name="Shipping", components=[])
    done = ask("BeginReturn", inspected(desk, order)["id"])
    assert (done["refund"]["amount"], done["restock"]) == (490, [])


def test_an_exchange_is_told_what_is_sent_instead(desk: Browser, catalog: Catalog) -> None:
    wanted = [{"variant": OTHER, "quantity": 1}]
    return_id = received(desk, shipped(1, 1000), wanted="exchange", exchange=wanted)
    look(desk, return_id, 1)

    done = ask("BeginReturn", return_id)
    assert (done["refund"]["amount"], done["exchange"]) == (0, wanted)


def test_each_task_can_be_asked_twice(desk: Browser) -> None:
    return_id = inspected(desk, shipped())["id"]
    assert ask("BeginReturn", return_id) == ask("BeginReturn", return_id)
    for _ in range(2):
        assert ask("EndReturn", return_id, creditNote=REFUND, exchangeOrder=None) == {}

    made = desk.get(f"/returns/{return_id}").json
    assert (made["state"], made["creditNote"], made["version"]) == ("completed", REFUND, 6)


def test_a_late_repetition_finds_the_same_and_changes_nothing(desk: Browser) -> None:
    return_id = inspected(desk, shipped())["id"]
    done = ask("BeginReturn", return_id)
    ask("EndReturn", return_id, creditNote=REFUND)

    assert ask("BeginReturn", return_id) == done
    ask("FailReturn", return_id, error="PaymentDeclined")
    assert state(desk, return_id) == "completed"


def test_a_refund_that_failed_says_why_and_is_tried_again(desk: Browser) -> None:
    return_id = inspected(desk, shipped())["id"]
    ask("BeginReturn", return_id)
    ask("FailReturn", return_id, error="PaymentDeclined")
    failed = desk.get(f"/returns/{return_id}").json
    assert (failed["state"], failed["failure"]) == ("failed", {"error": "PaymentDeclined", "attempt": 1})

    again = desk.post(f"/returns/{return_id}/retry").json
    assert (again["state"], again["attempt"], again["failure"]) == ("inspected", 2, None)


def retried(desk: Browser) -> str:
    return_id = str(inspected(desk, shipped())["id"])
    ask("BeginReturn", return_id)
    ask("FailReturn", return_id, error="PaymentDeclined")
    desk.post(f"/returns/{return_id}/retry")
    return return_id


@pytest.mark.parametrize("taken_on", [False, True])
def test_the_saga_of_an_attempt_that_is_over_changes_nothing(desk: Browser, taken_on: bool) -> None:
    return_id = retried(desk)
    if taken_on:
        ask("BeginReturn", return_id, attempt=2)
    before = state(desk, return_id)

    with pytest.raises(WrongState):
        ask("BeginReturn", return_id)
    ask("FailReturn", return_id, error="late")
    assert state(desk, return_id) == before


def test_what_failed_is_taken_on_no_more_by_the_same_attempt(desk: Browser) -> None:
    return_id = inspected(desk, shipped())["id"]
    ask("FailReturn", return_id, error="States.Timeout")
    with pytest.raises(WrongState):
        ask("BeginReturn", return_id)


@pytest.mark.parametrize("name", ["BeginReturn", "FailReturn"])
def test_nothing_is_taken_on_before_somebody_has_looked_at_it(desk: Browser, name: str) -> None:
    return_id = asking(desk, shipped()).json["id"]
    said = {"error": "x"} if name == "FailReturn" else {}
    if name == "BeginReturn":
        with pytest.raises(WrongState):
            ask(name, return_id)
    else:
        assert ask(name, return_id, **said) == {}
    assert state(desk, return_id) == "requested"


def test_the_return_of_another_tenant_is_not_there(desk: Browser) -> None:
    return_id = inspected(desk, shipped())["id"]
    with pytest.raises(NotFound):
        task("returns", "BeginReturn", tenant=OTHER_TENANT, **{"return": return_id})


def test_what_a_step_wrote_names_it_and_what_a_person_wrote_does_not(desk: Browser) -> None:
    return_id = inspected(desk, shipped())["id"]
    ask("BeginReturn", return_id)
    wrote = desk.get(f"/returns/{return_id}").json["step"]
    ask("FailReturn", return_id, error="PaymentDeclined")

    assert wrote == {"saga": "return", "id": return_id, "step": "BeginReturn", "attempt": 0}
    assert desk.post(f"/returns/{return_id}/retry").json["step"] is None
