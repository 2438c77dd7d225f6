"""What people and programs send by mistake or on purpose."""

from typing import Any

import pytest

from tests.orders.catalogue import TEA
from tests.orders.making import asked, drafted, eur, in_words, path
from tests.support.gateway import Browser

USD = {"amount": 1, "currency": "USD"}


@pytest.mark.parametrize(
    "body",
    [
        asked() | {"lines": []}, asked(*[in_words()] * 101), asked(in_words(quantity=0)), asked(in_words(quantity=1.5)),
        asked(in_words(quantity="1")), asked(in_words(amount=-1)), asked(in_words(amount=1.5)), asked(currency="EURO"),
        asked(currency="XXX"), asked(in_words(unitPrice=USD)), asked(in_words(taxRate="19")),
        asked(in_words(taxRate=0.19)), asked(state="placed"), [],
        asked(in_words(discount={})), asked(in_words(discount={"percent": "101"})), asked(in_words(location=TEA)),
        asked(in_words(discount={"percent": "1", "amount": eur(1)})), asked(in_words(discount={"amount": eur(491)})),
        asked(discount={"percent": "-1"}), asked(discount={"amount": USD}), asked(discount={"amount": eur(491)}),
        asked({"variant": TEA, "name": "cheap"}), asked({"name": "no price"}), asked({}), asked({"variant": "tea"}),
        asked({"variant": TEA, "unitPrice": eur(1)}), asked(customer="me"), asked(tenant="x"), asked(externalId=""),
        asked(shippingAddress={"country": "Deutschland"}), asked(payment={"provider": "Sand Box", "token": "x"}),
        asked(payment={"provider": "sandbox"}), asked(payment={"provider": "sandbox", "token": "x" * 501}),
    ],
    ids=lambda body: str(body)[:60],
)  # fmt: skip
def test_an_order_that_cannot_be_is_refused(desk: Browser, body: Any) -> None:
    reply = desk.post("/orders", body)
    assert (reply.status, reply.headers["Content-Type"]) == (422, "application/problem+json")


@pytest.mark.parametrize("patch", [{"lines": None}, {"lines": []}, {"customer": None}, {"currency": "USD"}, {"id": "x"},
                                   {"totals": {}}, {"place": True}])  # fmt: skip
def test_a_change_that_cannot_be_is_refused_and_changes_nothing(desk: Browser, patch: Any) -> None:
    order = drafted(desk)

    assert desk.patch(path(order), patch).status == 422
    assert desk.get(path(order)).json == order


def test_an_order_of_many_lines_fits_into_its_events_or_is_refused(desk: Browser) -> None:
    few, many = ([in_words(name="长" * length)] * 100 for length in (10, 200))

    assert desk.post("/orders", asked(*few)).status == 201
    assert desk.post("/orders", asked(*many)).status == 413


def test_a_change_says_which_version_it_means(desk: Browser) -> None:
    order = drafted(desk)
    assert desk.send("PATCH", path(order), {"channel": "web"}).status == 428
    assert desk.send("DELETE", path(order), None).status == 428


@pytest.mark.parametrize("text", ["'; DROP TABLE orders; --", "<script>", "\u202eevil", "🫖" * 100, "#%23#"])
def test_text_is_text(desk: Browser, text: str) -> None:
    order = drafted(desk, in_words(name=text), externalId=text, channel=text)

    assert desk.get(path(order)).json["lines"][0]["name"] == order["channel"] == text


def test_what_leads_out_of_the_order_is_not_there(desk: Browser) -> None:
    for strange in ("/orders/x", "/orders/01J00000000000000000000000", "/documents/x"):
        assert desk.get(strange).status == 404
