"""What is published when the catalog changes."""

from typing import Any

import pytest

from tests.catalog.shop import Shop
from tests.support.gateway import Browser
from tests.support.wire import Wire


@pytest.fixture
def wire(aws: None) -> Wire:
    """The table, its relay and the bus."""
    return Wire("catalog")


@pytest.fixture
def wired(wire: Wire) -> Shop:
    """A shop whose events are carried."""
    from catalog.api import app  # noqa: PLC0415  needs the environment of the tests

    return Shop.opened(Browser(app))


def told(wire: Wire) -> list[tuple[str, str]]:
    wire.publish()
    found = [(each["type"], each["subject"]) for each in wire.envelopes]
    wire.envelopes.clear()
    return found


def test_a_variant_with_a_price_tells_of_both(wire: Wire, wired: Shop) -> None:
    variant = wired.variant(1800)
    kinds = {kind for kind, _ in told(wire)}
    assert kinds == {"TaxClassAdded", "PriceBookAdded", "ProductAdded", "VariantAdded", "PriceSet"}
    assert variant["version"] == 1


def test_a_product_that_is_retired_tells_of_its_variants_too(wire: Wire, wired: Shop) -> None:
    variant = wired.variant(1800)
    told(wire)
    wired.desk.patch(f"/products/{variant['product']}", {"status": "retired"})
    assert sorted(told(wire)) == [
        ("ProductChanged", f"products/{variant['product']}"), ("VariantChanged", f"variants/{variant['id']}"),
    ]  # fmt: skip


def test_a_price_that_is_removed_and_set_anew_is_another_record(wire: Wire, wired: Shop) -> None:
    variant = wired.variant(1800)["id"]
    told(wire)
    wired.desk.delete(f"/price-books/{wired.book}/prices/{variant}")
    body: dict[str, Any] = {"variant": variant, "breaks": [{"amount": 1900}]}
    wired.desk.post(f"/price-books/{wired.book}/prices", body)
    [(removed, old), (set_, new)] = told(wire)
    assert (removed, set_) == ("PriceRemoved", "PriceSet")
    assert old != new
