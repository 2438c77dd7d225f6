"""Finding returns, and what nobody finds."""

from dataclasses import replace
from typing import Any

import pytest

from tests.returns.orders import asking, confirmed, hear, invoice, line, requested, shipped
from tests.support.envelopes import CUSTOMER
from tests.support.gateway import OTHER_TENANT, Browser

NOBODY = "01J0000000000000000000N0NE"


def ids(desk: Browser, query: str) -> list[str]:
    return [each["id"] for each in desk.get(f"/returns?{query}").json["data"]]


@pytest.fixture
def three(desk: Browser) -> list[str]:
    """Three returns of two orders, the second one approved."""
    order = shipped(2)
    found = [requested(desk, order), requested(desk, order), requested(desk, shipped())]
    desk.post(f"/returns/{found[1]}/approval")
    return found


def test_returns_are_listed_newest_first_and_page_by_page(desk: Browser, three: list[str]) -> None:
    first = desk.get("/returns?limit=2").json
    rest = desk.get(f"/returns?limit=2&cursor={first['page']['next']}").json
    assert [each["id"] for each in first["data"] + rest["data"]] == three[::-1]


def test_returns_are_listed_by_their_last_change(desk: Browser, three: list[str]) -> None:
    changed = desk.get(f"/returns/{three[1]}").json["updatedAt"]
    assert ids(desk, "sort=updatedAt")[-1] == three[1]
    assert ids(desk, f"updatedSince={changed}") == [three[1]]


def test_returns_are_found_by_state(desk: Browser, three: list[str]) -> None:
    assert ids(desk, "state=approved") == [three[1]]
    assert ids(desk, "state=requested&sort=createdAt") == [three[0], three[2]]


def test_returns_are_found_by_customer(desk: Browser, three: list[str]) -> None:
    assert (ids(desk, f"customer={CUSTOMER}"), ids(desk, f"customer={NOBODY}")) == (three[::-1], [])


def test_the_returns_of_an_order_come_page_by_page(desk: Browser, three: list[str]) -> None:
    order = desk.get(f"/returns/{three[0]}").json["order"]
    first = desk.get(f"/returns?order={order}&limit=1").json
    rest = desk.get(f"/returns?order={order}&limit=1&cursor={first['page']['next']}").json

    assert [each["id"] for each in first["data"] + rest["data"]] == [three[1], three[0]]
    assert (rest["page"]["hasMore"], ids(desk, f"order={NOBODY}")) == (False, [])


@pytest.mark.parametrize(
    "query",
    ["state=lost", f"customer={CUSTOMER}&state=approved", "customer=x", "sort=state", "cursor=forged", "limit=0",
     f"order={CUSTOMER}&sort=updatedAt", "colour=red"],
)  # fmt: skip
def test_a_list_that_cannot_be_asked_for_is_refused(desk: Browser, query: str) -> None:
    assert desk.get(f"/returns?{query}").status == 400


def test_another_tenant_finds_nothing(desk: Browser, three: list[str]) -> None:
    stranger = replace(desk, tenant=OTHER_TENANT)
    order = desk.get(f"/returns/{three[0]}").json["order"]

    assert (ids(stranger, ""), ids(stranger, f"order={order}")) == ([], [])
    assert [stranger.get(path).status for path in (f"/returns/{three[0]}", f"/orders/{order}/returnable")] == [404, 404]
    assert (asking(stranger, order).status, stranger.post(f"/returns/{three[0]}/approval").status) == (404, 404)


def test_the_terms_of_a_tenant_are_its_own(desk: Browser) -> None:
    desk.put("/return-settings", {"windowDays": 14, "feeRate": "0.10"})

    stranger = replace(desk, tenant=OTHER_TENANT)
    assert stranger.get("/return-settings").json == {"windowDays": 30, "feeRate": "0", "updatedAt": None, "version": 0}
    assert desk.get("/return-settings").json["feeRate"] == "0.1"


def test_the_first_terms_replace_those_of_the_house(desk: Browser) -> None:
    there = desk.get("/return-settings")
    first = desk.put("/return-settings", {"windowDays": 14}, if_match=there.etag)

    assert (there.etag, first.status, first.etag) == ('"0"', 200, '"1"')
    assert desk.put("/return-settings", {"windowDays": 60}, if_match=there.etag).status == 412


def test_stale_terms_are_told_what_changed(desk: Browser) -> None:
    first = desk.put("/return-settings", {"windowDays": 14})
    desk.put("/return-settings", {"windowDays": 20}, if_match=first.etag)

    stale = desk.put("/return-settings", {"windowDays": 60}, if_match=first.etag)
    assert (stale.status, stale.json["changed"]) == (412, {"windowDays": 20})


@pytest.mark.parametrize("said", [{}, {"windowDays": -1}, {"windowDays": 14, "feeRate": "1.5"}, {"windowDays": "14"}])
def test_terms_that_make_no_sense_are_refused(desk: Browser, said: dict[str, Any]) -> None:
    assert desk.put("/return-settings", said).status == 422


def test_what_can_be_returned_says_what_was_shipped_of_each_line(desk: Browser) -> None:
    order = confirmed(line("1", 3), line("2", 1, variant=None, sku=None, name="Versand", components=[]))
    hear(invoice(order, ("1", 2, 6667), ("2", 1, 490)))
    requested(desk, order, 1)

    said = desk.get(f"/orders/{order}/returnable").json["lines"]
    counts = ("shipped", "claimed", "accepted", "returnable", "paid")
    assert [[each[name] for name in counts] for each in said] == [[2, 1, 0, 1, 6667], [1, 0, 0, 1, 490]]


def test_of_an_order_that_was_not_shipped_there_is_no_last_moment(desk: Browser) -> None:
    assert desk.get(f"/orders/{confirmed(line('1', 1))}/returnable").json["until"] is None
