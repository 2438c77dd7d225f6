"""Money back because somebody decided so."""

from tests.payments.desk import Desk, money
from tests.support.gateway import Browser

SORRY = {"amount": money(700), "reason": "The parcel was late. 包裹迟到了。"}


def refunded(desk: Desk, token: str = "ok", captured: int = 5000) -> str:
    payment = desk.authorise(5000, token)
    desk.capture(payment, captured)
    return f"/payments/{payment}"


def test_a_refund_for_goodwill_names_who_gave_it_and_why(desk: Desk) -> None:
    path = refunded(desk)
    made = desk.post(f"{path}/refunds", SORRY)

    assert (made.status, made.json["state"], made.json["reason"]) == (201, "done", SORRY["reason"])
    assert (made.json["actor"], desk.get(path).json["last"]["actor"]) == (desk.actor, desk.actor)
    assert desk.get(path).json["refunded"] == money(700)


def test_the_same_key_is_the_same_refund(desk: Desk) -> None:
    path = refunded(desk)
    first, again = (desk.post(f"{path}/refunds", SORRY, Idempotency_Key="one") for _ in range(2))

    assert (first.json, again.headers["Idempotency-Replayed"]) == (again.json, "true")
    assert desk.get(path).json["refunded"] == money(700)
    assert desk.post(f"{path}/refunds", {**SORRY, "reason": "x"}, Idempotency_Key="one").status == 422


def test_a_refund_of_unknown_outcome_is_pending_and_not_done_twice(desk: Desk) -> None:
    path = refunded(desk, "refund=timeout-before,ok")
    first = desk.post(f"{path}/refunds", SORRY, Idempotency_Key="one")
    again = desk.post(f"{path}/refunds", SORRY, Idempotency_Key="one")

    assert [(each.status, each.json["state"]) for each in (first, again)] == [(201, "pending")] * 2
    assert desk.get(path).json["state"] == "unknown"


def test_no_more_is_given_back_than_was_taken(desk: Desk) -> None:
    path = refunded(desk, captured=699)

    assert desk.post(f"{path}/refunds", SORRY).json["code"] == "WrongState"
    assert desk.post(f"{path}/refunds", {**SORRY, "amount": money(0)}).status == 422
    assert desk.post(f"{path}/refunds", {**SORRY, "amount": money(1, "USD")}).json["code"] == "Invalid"


def test_a_declined_refund_says_so(desk: Desk) -> None:
    path = refunded(desk, "refund=decline")
    reply = desk.post(f"{path}/refunds", SORRY)

    assert (reply.status, reply.json["code"]) == (402, "PaymentDeclined")
    assert desk.get(path).json["state"] == "captured"


def test_who_may_only_look_gives_nothing_back(desk: Desk) -> None:
    path = refunded(desk)
    clerk = Browser(desk.door, scopes="payments:read")

    assert (clerk.get(path).status, clerk.post(f"{path}/refunds", SORRY).json["scope"]) == (200, "payments:refund")
