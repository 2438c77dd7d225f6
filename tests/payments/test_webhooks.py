"""What a provider tells by itself is believed if it is signed, and changes nothing that is known."""

import json
from datetime import timedelta
from typing import Any

import pytest

from onestop import clock
from onestop.errors import OutcomeUnknown
from payments.domain.signature import must_be_signed, signed
from tests.payments.desk import Desk
from tests.support.gateway import OTHER_TENANT, Reply
from tests.support.tables import SECRET

OLD = "YW5vdGhlciBzZWNyZXQsIGFuIG9sZGVyIG9uZSEh"


@pytest.fixture
def payment(desk: Desk) -> str:
    """One whose authorisation the provider has and has not told yet."""
    order = clock.new_id()
    with pytest.raises(OutcomeUnknown):
        desk.authorise(token="authorise=late", order=order)
    return order


def reference(desk: Desk, payment: str, tenant: str = "") -> str:
    return f"{tenant or desk.tenant}.{payment}.authorise.{payment}.1"


def webhook(about: str, **said: Any) -> str:
    data = {"reference": about, "id": "p-1", "state": "done", "amount": 5000, "currency": "EUR", **said}
    return json.dumps({"type": "authorise.done", "timestamp": clock.timestamp(), "data": data})


def send(desk: Desk, body: str, age: float = 0, secret: str = SECRET, **headers: str) -> Reply:
    made = signed(secret, "msg_1", clock.now() - timedelta(seconds=age), body.encode())
    said = {name.replace("-", "_"): value for name, value in made.items()} | headers
    return desk.post("/payments/webhooks/sandbox", body, **said)


def test_an_outcome_that_comes_late_is_told_by_webhook(desk: Desk, payment: str) -> None:
    told = desk.told()

    assert (len(told), desk.deliver(*told), desk.payment(payment)["state"]) == (1, [], "authorised")


def test_a_webhook_that_comes_twice_changes_nothing_the_second_time(desk: Desk, payment: str) -> None:
    replies = [send(desk, webhook(reference(desk, payment))).json["outcome"] for _ in range(2)]

    assert (replies, desk.payment(payment)["version"]) == (["settled", "known"], 2)


def test_what_was_answered_already_is_told_in_vain(desk: Desk) -> None:
    payment = desk.authorise(token="authorise=twice")
    told = desk.told()

    assert (len(told), desk.deliver(*told), desk.payment(payment)["version"]) == (2, [], 1)


def test_a_webhook_that_was_overtaken_changes_nothing(desk: Desk, payment: str) -> None:
    send(desk, webhook(reference(desk, payment)))
    replies = [send(desk, webhook(reference(desk, payment), state=state)).json for state in ("pending", "declined")]

    assert replies == [{"outcome": "known"}] * 2
    assert desk.payment(payment)["state"] == "authorised"


def test_a_webhook_with_another_amount_than_the_books_is_not_believed(desk: Desk, payment: str) -> None:
    first = send(desk, webhook(reference(desk, payment), amount=1))
    again = send(desk, webhook(reference(desk, payment), amount=1))

    assert (first.status, again.json) == (503, {"outcome": "settled"})
    assert desk.amounts(payment)[0] == 5000


@pytest.mark.parametrize("about", ["01J.1.authorise", "nothing", "{other}", "{never}", "{attempt}"])
def test_a_reference_that_nobody_here_knows_is_not_found(desk: Desk, payment: str, about: str) -> None:
    other, never = reference(desk, payment, OTHER_TENANT), reference(desk, clock.new_id())
    attempt = reference(desk, payment)[:-1] + "2"
    reply = send(desk, webhook(about.format(other=other, never=never, attempt=attempt)))

    assert (reply.status, desk.payment(payment)["state"]) == (404, "unknown")


@pytest.mark.parametrize("age", [301, -301])
def test_a_webhook_has_five_minutes(desk: Desk, payment: str, age: int) -> None:
    body = webhook(reference(desk, payment))

    assert (send(desk, body, age=age).json["code"], send(desk, body, age=age // 2).status) == ("BadSignature", 200)


@pytest.mark.parametrize("headers", [
    {"webhook_signature": "v1,AAAA"}, {"webhook_signature": ""}, {"webhook_id": ""}, {"webhook_id": "msg_2"},
    {"webhook_timestamp": "soon"}, {"webhook_signature": "v2,x v1"},
])  # fmt: skip
def test_a_webhook_that_is_not_signed_well_is_refused(desk: Desk, payment: str, headers: dict[str, str]) -> None:
    reply = send(desk, webhook(reference(desk, payment)), **headers)

    assert (reply.status, reply.json["code"]) == (401, "BadSignature")
    assert desk.payment(payment)["version"] == 1


def test_one_byte_more_breaks_the_signature(desk: Desk, payment: str) -> None:
    body = webhook(reference(desk, payment))
    made = signed(SECRET, "msg_1", clock.now(), body.encode())
    headers = {name.replace("-", "_"): value for name, value in made.items()}

    assert desk.post("/payments/webhooks/sandbox", body + " ", **headers).status == 401


@pytest.mark.parametrize("secrets", [(SECRET, OLD), (OLD, SECRET)])
def test_while_a_secret_is_changed_both_verify(desk: Desk, payment: str, secrets: tuple[str, str]) -> None:
    body, now = webhook(reference(desk, payment)).encode(), clock.now()
    for secret in secrets:
        must_be_signed(signed(secret, "msg_1", now, body), body, secrets, now)


def test_a_webhook_too_large_is_refused_before_it_is_looked_at(desk: Desk) -> None:
    assert send(desk, webhook("x" * 64_000)).status == 413


@pytest.mark.parametrize(("body", "status"), [("not json", 400), ("{}", 422), ('{"type": "x", "data": []}', 422)])
def test_a_signed_webhook_that_cannot_be_read_is_refused(desk: Desk, body: str, status: int) -> None:
    assert send(desk, body).status == status


def test_nobody_tells_anything_in_the_name_of_an_unknown_provider(desk: Desk) -> None:
    assert desk.post("/payments/webhooks/nobody", "{}").status == 404


def test_a_webhook_out_of_the_queue_that_is_not_taken_is_reported_alone(desk: Desk, payment: str) -> None:
    [good] = desk.told()
    bad = {**good, "headers": {**good["headers"], "webhook-signature": "v1,AAAA"}}

    assert desk.deliver(bad, good) == ["0"]
    assert desk.payment(payment)["state"] == "authorised"
