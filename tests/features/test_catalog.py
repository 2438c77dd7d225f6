"""The steps of catalog.feature."""

from decimal import Decimal
from typing import Any

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from tests.catalog.shop import Shop
from tests.support import tables
from tests.support.gateway import Browser

scenarios("catalog.feature")


@pytest.fixture
def shop(aws: None) -> Shop:
    tables.create("catalog")
    from catalog.api import app  # noqa: PLC0415  needs the environment above

    return Shop.opened(Browser(app))


@pytest.fixture
def told() -> dict[str, Any]:
    """What the shop has and was answered so far."""
    return {}


def cents(euros: str) -> int:
    return int(Decimal(euros) * 100)


@given(parsers.parse('"{name}" costs {euros} euros'))
def _costs(shop: Shop, told: dict[str, Any], name: str, euros: str) -> None:
    product = shop.product(name={"en": name})["id"]
    told["variant"] = shop.variant(cents(euros), product)["id"]
    told["product"] = product


@given(parsers.parse('for "{segment}" it costs {euros} euros'))
def _costs_a_segment(shop: Shop, told: dict[str, Any], segment: str, euros: str) -> None:
    told[segment] = shop.open_book(segment, {told["variant"]: cents(euros)}, segment=segment)


@given(parsers.parse('from "{first}" until "{end}" it costs {euros} euros'))
def _costs_for_a_time(shop: Shop, told: dict[str, Any], first: str, end: str, euros: str) -> None:
    period = {"validFrom": f"{first}T00:00:00Z", "validUntil": f"{end}T00:00:00Z"}
    shop.open_book("Summer", {told["variant"]: cents(euros)}, **period)


@given(parsers.parse("a bundle of {pieces:d} of it costs {euros} euros"))
def _bundle(shop: Shop, told: dict[str, Any], pieces: int, euros: str) -> None:
    components = [{"variant": told["variant"], "quantity": pieces}]
    told["bundle"] = shop.variant(cents(euros), components=components)["id"]


@given(parsers.parse("a list of {number:d} products with their prices"))
def _list(shop: Shop, told: dict[str, Any], number: int) -> None:
    price = {"priceBook": shop.book, "breaks": [{"amount": 1800}]}
    told["list"] = [
        {"name": {"en": f"Chai {n}"}, "variant": {"sku": f"TEA-{n}", "prices": [price]}} for n in range(number)
    ]


@when("it is retired")
def _retired(shop: Shop, told: dict[str, Any]) -> None:
    assert shop.desk.patch(f"/products/{told['product']}", {"status": "retired"}).status == 200


@when("the list is sent")
@when("the list is sent again")
def _sent(shop: Shop, told: dict[str, Any]) -> None:
    reply = shop.desk.post("/products/batch", {"mode": "upsert", "items": told["list"]})
    told["outcomes"] = {each["outcome"] for each in reply.json["data"]}


@then(parsers.parse("a buyer of no segment pays {euros} euros"))
def _everybody_pays(shop: Shop, told: dict[str, Any], euros: str) -> None:
    assert shop.amount(told["variant"]) == cents(euros)


@then(parsers.parse('a buyer of "{segment}" pays {euros} euros, as the price book "{book}" says'))
def _segment_pays(shop: Shop, told: dict[str, Any], segment: str, euros: str, book: str) -> None:
    [line] = shop.cost(told["variant"], segment=segment).json["lines"]
    assert (line["unitPrice"]["amount"], line["priceBook"]) == (cents(euros), told[book])


@then(parsers.parse('it costs {euros} euros on "{day}"'))
def _costs_on(shop: Shop, told: dict[str, Any], euros: str, day: str) -> None:
    assert shop.amount(told["variant"], at=f"{day}T00:00:00Z") == cents(euros)


@then(parsers.parse('whoever asks what it costs is told "{code}"'))
def _is_told(shop: Shop, told: dict[str, Any], code: str) -> None:
    assert shop.cost(told["variant"]).json["code"] == code


@then(parsers.parse("whoever buys the bundle pays {euros} euros"))
def _bundle_costs(shop: Shop, told: dict[str, Any], euros: str) -> None:
    assert shop.amount(told["bundle"]) == cents(euros)


@then(parsers.parse('{pieces:d} pieces of "{name}" leave the stock'))
def _leaves(shop: Shop, told: dict[str, Any], pieces: int, name: str) -> None:
    [line] = shop.cost(told["bundle"]).json["lines"]
    assert line["components"] == [{"variant": told["variant"], "quantity": pieces}]
    assert shop.desk.get(f"/products/{told['product']}").json["name"]["en"] == name


@then(parsers.parse("there are {number:d} products, and the second time nothing was changed"))
def _unchanged(shop: Shop, told: dict[str, Any], number: int) -> None:
    assert len(shop.desk.get("/products").json["data"]) == number
    assert told["outcomes"] == {"unchanged"}
