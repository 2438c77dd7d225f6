"""Drafts: what they say, what they cost, and what becomes of them."""

from typing import Any

import pytest

from tests.orders.catalogue import POT, SET, TEA, Catalogue, article
from tests.orders.making import CUSTOMER, asked, drafted, eur, in_words, path, placed, totals
from tests.support.gateway import OTHER_TENANT, Browser
from tests.support.wire import Wire


def test_a_draft_says_what_the_catalogue_says_and_what_it_comes_to(desk: Browser, catalogue: Catalogue) -> None:
    order = drafted(desk, {"variant": TEA, "quantity": 3}, in_words(amount=490))

    tea, shipping = order["lines"]
    assert (order["state"], order["number"], tea["name"], tea["sku"]) == ("draft", None, "茶 T", "sku-T")
    assert (tea["net"], tea["tax"], tea["gross"]) == (eur(1497), eur(284), eur(1781))
    assert (shipping["variant"], shipping["components"], shipping["gross"]) == (None, [], eur(583))
    assert totals(order) == (1987, 377, 2364)


def test_catalog_is_asked_once_and_only_about_what_it_has_to_price(desk: Browser, catalogue: Catalogue) -> None:
    drafted(desk, in_words(), {"variant": TEA}, {"variant": POT, "quantity": 2}, segment="wholesale",
            shippingAddress={"country": "FR"})  # fmt: skip

    lines = [{"variant": TEA, "quantity": 1}, {"variant": POT, "quantity": 2}]
    assert catalogue.questions() == [{"currency": "EUR", "segment": "wholesale", "country": "FR", "lines": lines}]


def test_what_catalog_refuses_points_to_the_line_of_the_order(desk: Browser, catalogue: Catalogue) -> None:
    errors = [{"pointer": "/lines/0/variant", "reason": "has no price"}]
    catalogue.refusal = {"code": "PriceUnknown", "errors": errors}
    reply = desk.post("/orders", asked(in_words(), {"variant": TEA}))

    assert (reply.status, reply.json["code"]) == (422, "PriceUnknown")
    assert reply.json["errors"] == [{"pointer": "/lines/1/variant", "reason": "has no price"}]


def test_no_price_is_guessed_where_catalog_cannot_be_asked(desk: Browser, catalogue: Catalogue) -> None:
    catalogue.down = True
    reply = desk.post("/orders", asked({"variant": TEA}))

    assert (reply.status, reply.json["code"]) == (503, "NeighbourUnavailable")
    assert desk.get("/orders").json["data"] == []


def test_a_bundle_is_taken_from_stock_as_its_parts(desk: Browser, catalogue: Catalogue) -> None:
    parts = [{"variant": TEA, "quantity": 2}, {"variant": POT, "quantity": 1}]
    catalogue.sells(article(SET, 3200, components=parts))

    assert drafted(desk, {"variant": SET})["lines"][0]["components"] == parts


def by_hand(**more: Any) -> dict[str, Any]:
    return {"variant": TEA, "name": "Tea of yesterday", "sku": "T-1", "unitPrice": eur(300), "taxRate": "0.07", **more}


def test_a_price_by_hand_needs_the_scope_for_it_and_no_catalog(desk: Browser) -> None:
    writer = Browser(desk.door, scopes="orders:write")

    assert writer.post("/orders", asked(by_hand())).json["scope"] == "orders:price"
    assert drafted(desk, by_hand())["lines"][0]["gross"] == eur(321)
    assert writer.post("/orders", asked(in_words())).status == 201


def test_who_may_not_set_prices_may_change_the_rest_of_such_a_draft(desk: Browser) -> None:
    order, writer = drafted(desk, by_hand()), Browser(desk.door, scopes="orders:write")
    moved = writer.patch(path(order), {"shippingAddress": {"country": "AT"}})

    assert (moved.status, moved.json["totals"]) == (200, order["totals"])
    assert writer.patch(path(order), {"lines": [by_hand()]}).json["code"] == "MissingScope"


def test_a_change_of_lines_is_priced_anew(desk: Browser, catalogue: Catalogue) -> None:
    order = drafted(desk, {"variant": TEA})
    catalogue.sells(article(TEA, 599))

    assert desk.patch(path(order), {"channel": "phone"}).json["totals"]["net"] == eur(499)
    assert desk.patch(path(order), {"lines": [{"variant": TEA, "quantity": 2}]}).json["totals"]["net"] == eur(1198)


def test_another_country_may_have_other_taxes(desk: Browser, catalogue: Catalogue) -> None:
    order = drafted(desk, {"variant": TEA, "quantity": 4}, in_words())
    catalogue.sells(article(TEA, 499, "0.2"))
    changed = desk.patch(path(order), {"shippingAddress": {"country": "AT", "city": "Wien"}}).json

    assert [line["taxRate"] for line in changed["lines"]] == ["0.2", "0.19"]
    assert changed["lines"][0]["quantity"] == 4


def test_a_change_that_changes_nothing_is_no_new_version(desk: Browser) -> None:
    order = drafted(desk, in_words(discount={"percent": "10"}), discount={"amount": eur(41)})
    again = desk.patch(path(order), {"currency": "EUR", "discount": {"amount": eur(41)}})

    assert (again.status, again.json) == (200, order)


def test_a_discount_is_changed_like_everything_else(desk: Browser) -> None:
    order = drafted(desk, in_words(amount=1000), discount={"percent": "10"})
    less = desk.patch(path(order), {"discount": {"percent": "20"}}).json
    none = desk.patch(path(order), {"discount": None}).json

    assert [totals(each)[0] for each in (order, less, none)] == [900, 800, 1000]


def test_a_stale_change_is_told_what_changed(desk: Browser) -> None:
    order = drafted(desk)
    desk.patch(path(order), {"channel": "phone"}, if_match='"1"')
    stale = desk.patch(path(order), {"channel": "web"}, if_match='"1"')

    assert (stale.status, stale.json["changed"]) == (412, {"channel": "phone"})


def test_a_placed_order_is_locked(desk: Browser) -> None:
    order = placed(desk)
    replies = [desk.patch(path(order), {"channel": "phone"}), desk.delete(path(order))]

    assert [(reply.status, reply.json["code"]) for reply in replies] == [(409, "DocumentLocked")] * 2
    assert desk.get(path(order)).json == order


def test_a_discarded_draft_stays_as_cancelled_and_frees_its_external_id(desk: Browser) -> None:
    order = drafted(desk, externalId="web-1")
    assert desk.delete(path(order)).status == 204

    assert desk.get(path(order)).json["state"] == "cancelled"
    assert drafted(desk, externalId="web-1")["state"] == "draft"


def test_an_external_id_belongs_to_one_order(desk: Browser) -> None:
    one, two = drafted(desk, externalId="web-1"), drafted(desk, externalId="web-2")
    taken = desk.patch(path(two), {"externalId": "web-1"})
    desk.patch(path(one), {"externalId": "web-3"})

    assert (taken.status, taken.json["code"], taken.json["order"]) == (409, "AlreadyTaken", one["id"])
    assert desk.patch(path(two), {"externalId": "web-1"}).status == 200


def test_five_times_the_same_request_makes_one_order(desk: Browser) -> None:
    replies = [desk.post("/orders", asked(), idempotency_key="k").json for _ in range(5)]

    assert all(reply == replies[0] for reply in replies)
    assert len(desk.get("/orders").json["data"]) == 1


def test_every_version_of_an_order_has_its_event_about_its_customer(wired: Browser, wire: Wire) -> None:
    order = drafted(wired)
    wired.patch(path(order), {"channel": "phone"})
    wired.delete(path(order))
    wire.publish()

    said = [(each["type"], each["sequence"], each["data"]["customers"]) for each in wire.envelopes]
    assert said == [(kind, n, [CUSTOMER]) for n, kind in
                    enumerate(("OrderDrafted", "OrderChanged", "OrderCancelled"), start=1)]  # fmt: skip


@pytest.mark.parametrize("method", ["get", "patch", "delete", "post"])
def test_another_tenants_order_is_not_there(desk: Browser, method: str) -> None:
    order = drafted(desk)
    other = Browser(desk.door, tenant=OTHER_TENANT)
    body = {"get": (), "delete": ()}.get(method, ({},))
    tail = ("placement",) if method == "post" else ()

    assert getattr(other, method)(path(order, *tail), *body).status == 404
