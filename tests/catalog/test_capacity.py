"""What the everyday requests cost: the budgets that the README states."""

import pytest

from tests.catalog.shop import Shop, task
from tests.support.capacity import counted
from tests.support.gateway import Browser

CHAI = {"name": {"en": "Chai"}}


def test_getting_a_product_is_one_call_and_half_a_read_unit(desk: Browser) -> None:
    product = desk.post("/products", CHAI).json["id"]
    with counted() as used:
        desk.get(f"/products/{product}")

    assert (used.calls, used.read_units, used.write_units) == (["GetItem"], 0.5, 0)


def test_adding_a_product_is_one_plain_write(desk: Browser) -> None:
    with counted() as used:
        desk.post("/products", CHAI)

    assert (used.calls, used.write_units, used.index_units) == (["PutItem"], 1, 2)


def test_adding_a_variant_is_a_look_and_a_write(shop: Shop) -> None:
    product = shop.product()["id"]
    with counted() as used:
        shop.desk.post(f"/products/{product}/variants", {"sku": "TEA-1", "taxClass": "standard"})

    assert used.calls == ["GetItem", "TransactWriteItems"]
    assert (used.read_units, used.write_units, used.index_units) == (1, 10, 4)


def test_looking_up_a_sku_is_two_calls(shop: Shop) -> None:
    shop.variant(sku="TEA-1")
    with counted() as used:
        shop.desk.get("/variants?sku=TEA-1")

    assert (used.calls, used.read_units) == (["BatchGetItem", "BatchGetItem"], 2)


@pytest.mark.parametrize("shards", [1, 3])
def test_a_page_of_the_list_is_one_query_per_shard(shop: Shop, shards: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIST_SHARDS", f'{{"{shop.desk.tenant}": {{"products": {shards}}}}}')
    for _ in range(3):
        shop.product()
    with counted() as used:
        assert len(shop.desk.get("/products?limit=20").json["data"]) == 3

    assert (used.calls, used.read_units) == (["Query"] * shards, 0.5 * shards)


def test_setting_a_price_is_two_calls(shop: Shop) -> None:
    variant = shop.variant(None)["id"]
    with counted() as used:
        shop.desk.post(f"/price-books/{shop.book}/prices", {"variant": variant, "breaks": [{"amount": 1800}]})

    assert (used.calls, used.read_units) == (["GetItem", "TransactWriteItems"], 1)
    assert (used.write_units, used.index_units) == (4, 2)


@pytest.mark.parametrize("lines", [1, 20])
def test_pricing_twenty_lines_takes_as_many_calls_as_one(shop: Shop, lines: int) -> None:
    basket = [{"variant": shop.variant(1800)["id"], "quantity": 1} for _ in range(lines)]
    with counted() as used:
        assert len(task("Price", currency="EUR", lines=basket)["lines"]) == lines

    assert (used.calls, used.read_units) == (["Query", "BatchGetItem"], 0.5 + lines)


def test_bundles_are_one_call_more(shop: Shop) -> None:
    parts = [{"variant": shop.variant()["id"]}]
    bundle = shop.variant(5000, components=parts)["id"]
    with counted() as used:
        task("Price", currency="EUR", lines=[{"variant": bundle, "quantity": 1}])

    assert used.calls == ["Query", "BatchGetItem", "BatchGetItem"]
