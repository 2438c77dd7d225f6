"""What the everyday requests cost, the sandbox's own books included: the budgets that the README states."""

from onestop import clock
from tests.payments.desk import Desk
from tests.support.capacity import counted


def test_getting_a_payment_is_one_call_and_half_a_read_unit(desk: Desk) -> None:
    payment = desk.authorise()
    with counted() as used:
        desk.get(f"/payments/{payment}")

    assert (used.calls, used.read_units, used.write_units) == (["GetItem"], 0.5, 0)


def test_authorising_is_three_calls_of_ours_and_three_of_the_provider(desk: Desk) -> None:
    with counted() as used:
        desk.authorise()

    ours = ["BatchGetItem", "TransactWriteItems", "TransactWriteItems"]
    theirs = ["GetItem", "GetItem", "TransactWriteItems"]
    assert sorted(used.calls) == sorted(ours + theirs)


def test_capturing_is_three_calls_of_ours_and_three_of_the_provider(desk: Desk) -> None:
    payment = desk.authorise()
    with counted() as used:
        desk.capture(payment, 5000)

    ours = ["BatchGetItem", "PutItem", "TransactWriteItems"]
    assert sorted(used.calls) == sorted([*ours, "GetItem", "GetItem", "TransactWriteItems"])


def test_what_is_done_already_is_one_call(desk: Desk) -> None:
    payment, shipment = desk.authorise(), clock.new_id()
    desk.capture(payment, 5000, shipment)
    with counted() as used:
        desk.capture(payment, 5000, shipment)

    assert (used.calls, used.read_units) == (["BatchGetItem"], 2)


def test_a_look_when_nothing_is_due_is_one_query_for_each_shard(desk: Desk) -> None:
    desk.authorise()
    with counted() as used:
        desk.clock()

    assert (used.calls, used.read_units) == (["Query"] * 4, 2)


def test_a_page_of_payments_is_one_query(desk: Desk) -> None:
    for _ in range(3):
        desk.authorise()
    with counted() as used:
        desk.get("/payments?limit=20")

    assert used.calls == ["Query"]
