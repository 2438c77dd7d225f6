"""Asking for pieces to be taken back."""

from datetime import timedelta

import pytest

from onestop import clock
from tests.returns.conftest import Catalog
from tests.returns.orders import (
    OTHER,
    SHIRT,
    asking,
    confirmed,
    delivery,
    hear,
    invoice,
    line,
    requested,
    returnable,
    shipped,
)
from tests.support.gateway import Browser

NEVER_GIVEN = "01J0000000000000000000N0NE"


def long_ago(days: int) -> str:
    return clock.rfc3339(clock.now() - timedelta(days=days))


def test_a_return_says_what_comes_back_and_whose_it_is(desk: Browser) -> None:
    made = asking(desk, shipped(), 2, "does-not-fit").json

    assert (made["state"], made["wanted"], made["currency"], made["attempt"]) == ("requested", "refund", "EUR", 1)
    [only] = made["lines"]
    assert (only["line"], only["quantity"], only["variant"], only["name"]) == ("1", 2, SHIRT, "衬衫 M")


def test_what_is_claimed_cannot_be_claimed_again(desk: Browser) -> None:
    order = shipped(3)
    requested(desk, order, 2)

    refused = asking(desk, order, 2)
    assert (refused.status, refused.json["code"], refused.json["returnable"]) == (409, "NotReturnable", 1)
    assert asking(desk, order, 1).status == 201


def test_an_order_that_nobody_has_is_not_there(desk: Browser) -> None:
    assert asking(desk, NEVER_GIVEN).status == 404


def test_what_was_not_shipped_yet_cannot_come_back(desk: Browser) -> None:
    refused = asking(desk, confirmed(line("1", 3)))
    assert (refused.status, refused.json["code"]) == (409, "NotReturnable")


def test_of_a_partial_shipment_only_its_pieces_can_come_back(desk: Browser) -> None:
    order = confirmed(line("1", 3))
    hear(invoice(order, ("1", 1, 3333)))

    assert asking(desk, order, 2).json["returnable"] == 1
    hear(invoice(order, ("1", 2, 6667)))
    assert asking(desk, order, 3).status == 201


def test_a_line_that_the_order_does_not_have_was_never_shipped(desk: Browser) -> None:
    body = {"order": shipped(), "lines": [{"line": "9", "quantity": 1, "reason": "other"}]}
    assert desk.post("/returns", body).json["shipped"] == 0


@pytest.mark.parametrize(("days", "status"), [(29, 201), (31, 409)])
def test_returns_are_taken_for_thirty_days(desk: Browser, days: int, status: int) -> None:
    order = confirmed(line("1", 1))
    hear(invoice(order, ("1", 1, 500), at=long_ago(days)))

    assert asking(desk, order).status == status


def test_the_days_begin_with_the_last_delivery(desk: Browser) -> None:
    order = confirmed(line("1", 1))
    hear(invoice(order, ("1", 1, 500), at=long_ago(40)), delivery(order, long_ago(20)))

    assert asking(desk, order).status == 201


def test_a_tenant_says_for_how_many_days_returns_are_taken(desk: Browser) -> None:
    order = confirmed(line("1", 1))
    hear(invoice(order, ("1", 1, 500), at=long_ago(40)))
    desk.put("/return-settings", {"windowDays": 60})

    assert asking(desk, order).status == 201


def test_the_same_request_again_claims_nothing_more(desk: Browser) -> None:
    order = shipped(3)
    body = {"order": order, "lines": [{"line": "1", "quantity": 2, "reason": "other"}]}
    first, again = (desk.post("/returns", body, idempotency_key="k1") for _ in range(2))

    assert (again.json, again.headers["Idempotency-Replayed"]) == (first.json, "true")
    assert returnable(desk, order) == 1


def test_an_exchange_asks_the_catalog_what_the_other_goods_cost(desk: Browser, catalog: Catalog) -> None:
    wanted = [{"variant": OTHER, "quantity": 2}]
    made = asking(desk, shipped(1, 2000), wanted="exchange", exchange=wanted).json

    assert made["exchange"] == [{**wanted[0], "value": 2000}]
    assert catalog.asked[0]["input"] == {"currency": "EUR", "segment": None, "lines": wanted}


def test_an_exchange_is_for_goods_of_at_most_the_same_value(desk: Browser, catalog: Catalog) -> None:
    order, wanted = shipped(1, 1999), [{"variant": OTHER, "quantity": 2}]

    refused = asking(desk, order, wanted="exchange", exchange=wanted)
    assert (refused.json["code"], refused.json["credit"], refused.json["exchange"]) == ("NotReturnable", 1999, 2000)
    assert returnable(desk, order) == 1


def test_what_the_catalog_refuses_is_refused(desk: Browser, catalog: Catalog) -> None:
    catalog.refusal = "PriceUnknown"
    refused = asking(desk, shipped(), wanted="exchange", exchange=[{"variant": OTHER, "quantity": 1}])
    assert (refused.status, refused.json["code"]) == (422, "PriceUnknown")


def test_nothing_is_guessed_while_the_catalog_does_not_answer(desk: Browser, catalog: Catalog) -> None:
    catalog.is_down = True
    order, wanted = shipped(), [{"variant": OTHER, "quantity": 1}]

    refused = asking(desk, order, wanted="exchange", exchange=wanted)
    assert (refused.status, refused.json["code"], returnable(desk, order)) == (503, "NeighbourUnavailable", 3)


@pytest.mark.parametrize(
    "said",
    [
        {"lines": []},
        {"lines": [{"line": "1", "quantity": 0, "reason": "other"}]},
        {"lines": [{"line": "1", "quantity": 1, "reason": "because"}]},
        {"lines": [{"line": "0", "quantity": 1, "reason": "other"}]},
        {"lines": [{"line": "1", "quantity": 1, "reason": "other"}] * 2},
        {"wanted": "exchange"},
        {"exchange": [{"variant": OTHER, "quantity": 1}]},
        {"order": "42"},
    ],
)
def test_a_request_that_makes_no_sense_is_refused(desk: Browser, said: dict[str, object]) -> None:
    assert asking(desk, shipped(), **said).status == 422
