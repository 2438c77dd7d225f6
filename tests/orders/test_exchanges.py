"""What is sent instead of something that came back."""

import pytest

from onestop import clock
from onestop.errors import NeighbourUnavailable, NotFound
from tests.orders.catalogue import POT, TEA, Catalogue, article
from tests.orders.driving import Machine, seen
from tests.orders.making import eur, of_stock
from tests.orders.returning import Order, bought, gone, of_return
from tests.support.gateway import Browser
from tests.support.wire import Wire


def exchanged(order: Order, return_id: str, *variants: str) -> Order:
    lines = [{"variant": variant, "quantity": 2} for variant in variants]
    answer = of_return("PlaceExchange", order, return_id, **{"return": return_id}, lines=lines)
    return {"id": answer["order"]}


def test_an_exchange_is_an_order_with_nothing_to_pay(desk: Browser, catalogue: Catalogue) -> None:
    order, return_id = gone(desk), clock.new_id()
    new = seen(desk, exchanged(order, return_id, TEA, POT))

    assert (new["state"], new["exchangeOf"]) == ("placed", {"order": order["id"], "return": return_id})
    assert (new["totals"]["gross"], new["payment"], new["customer"]) == (eur(0), None, order["customer"])
    assert [(each["variant"], each["quantity"], each["unitPrice"]) for each in new["lines"]] == [
        (TEA, 2, eur(499)), (POT, 2, eur(2500))]  # fmt: skip


def test_it_is_carried_out_like_any_order(desk: Browser, catalogue: Catalogue) -> None:
    machine = Machine(exchanged(gone(desk), clock.new_id(), TEA)["id"])

    assert machine.run() == "confirmed"
    assert machine.answers["Begin"]["total"] == 0


def test_a_bundle_is_sent_as_its_parts(desk: Browser, catalogue: Catalogue) -> None:
    parts = [{"variant": POT, "quantity": 1}]
    catalogue.sells(article(TEA, 499, components=parts))

    assert seen(desk, exchanged(gone(desk), clock.new_id(), TEA))["lines"][0]["components"] == parts


def test_there_is_one_exchange_for_a_return_however_often_it_is_asked_for(desk: Browser, catalogue: Catalogue) -> None:
    order, return_id = gone(desk), clock.new_id()
    placed = [exchanged(order, return_id, TEA) for _ in range(3)]

    assert placed == [placed[0]] * 3
    assert len(desk.get("/orders?state=placed").json["data"]) == 1


def test_nothing_is_placed_while_catalog_cannot_be_asked(desk: Browser, catalogue: Catalogue) -> None:
    catalogue.down = True
    order = gone(desk)
    with pytest.raises(NeighbourUnavailable):
        exchanged(order, clock.new_id(), TEA)

    assert desk.get("/orders?state=placed").json["data"] == []


def test_an_order_that_there_is_not_has_no_exchange(desk: Browser, catalogue: Catalogue) -> None:
    with pytest.raises(NotFound):
        exchanged({"id": clock.new_id()}, clock.new_id(), TEA)


def test_its_event_shows_which_step_placed_it(wired: Browser, wire: Wire, catalogue: Catalogue) -> None:
    order = bought(wired, of_stock(2))
    new = exchanged(order, clock.new_id(), TEA)
    wire.publish()
    event = wire.published("OrderPlaced", subject=f"orders/{new['id']}")

    assert event["data"]["record"]["step"]["step"] == "PlaceExchange"
