"""What is published when pieces are promised, come and go."""

import pytest

from tests.catalog.shop import Shop
from tests.catalog.warehouse import CUSTOMER, Warehouse, allocate, deallocate, issue, line, release, reserve, restock
from tests.support.gateway import Browser
from tests.support.wire import Wire


@pytest.fixture
def wire(aws: None) -> Wire:
    """The table, its relay and the bus."""
    return Wire("catalog")


@pytest.fixture
def wired(wire: Wire) -> Warehouse:
    """A warehouse whose events are carried."""
    from catalog.api import app  # noqa: PLC0415  needs the environment of the tests

    return Warehouse.opened(Shop.opened(Browser(app)))


def test_a_reservation_tells_each_step_to_the_customer_and_which_saga_took_it(wire: Wire, wired: Warehouse) -> None:
    order = reserve(line(wired.variant(10), 4))["reservation"]
    for step in (allocate, lambda of: issue(of, ("1", 2)), lambda of: deallocate(of, ("1", 1)), release):
        step(order)
    wire.publish()
    told = [each for each in wire.envelopes if each["subject"] == f"reservations/{order}"]
    kinds = ["StockReserved", "StockAllocated", "StockIssued", "StockDeallocated", "StockReleased"]
    assert [(each["type"], each["sequence"]) for each in told] == [*zip(kinds, range(1, 6), strict=True)]
    assert [each["data"]["record"]["step"]["step"] for each in told][1:4] == ["Allocate", "Issue", "Deallocate"]
    assert {(each["actor"], *each["data"]["customers"]) for each in told} == {("system/catalog", CUSTOMER)}


def test_what_comes_back_is_told_to_the_customer_and_what_comes_in_to_nobody(wire: Wire, wired: Warehouse) -> None:
    restock({"variant": wired.variant(10), "quantity": 1})
    wire.publish()
    assert wire.published("StockAdjusted")["data"]["customers"] == []
    assert wire.published("StockRestocked")["data"]["customers"] == [CUSTOMER]


def test_pieces_that_leave_are_one_event_of_the_reservation(wire: Wire, wired: Warehouse) -> None:
    order = reserve(line(wired.variant(10), 4))["reservation"]
    allocate(order)
    wire.publish()
    wire.envelopes.clear()
    issue(order, ("1", 2))
    wire.publish()
    assert [each["type"] for each in wire.envelopes] == ["StockIssued"]
