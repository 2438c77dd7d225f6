"""What something would cost, through the door and through the task."""

import pytest

from onestop.errors import PriceUnknown, ProductUnavailable
from tests.catalog.shop import Shop, task
from tests.support.behind import behind

SUMMER = {"validFrom": "2026-06-01T00:00:00.000Z", "validUntil": "2026-09-01T00:00:00.000Z"}


def test_a_price_names_the_book_it_is_written_in(shop: Shop) -> None:
    chai = shop.variant(1800)
    [line] = shop.cost(chai["id"], quantity=3).json["lines"]
    assert line["unitPrice"] == {"amount": 1800, "currency": "EUR"}
    assert line["amount"] == {"amount": 5400, "currency": "EUR"}
    assert (line["priceBook"], line["taxRate"], line["taxIncluded"]) == (shop.book, "0.19", False)


def test_the_task_answers_in_minor_units(shop: Shop) -> None:
    chai = shop.variant(1800, options={"size": "L"})
    [line] = task("Price", currency="EUR", lines=[{"variant": chai["id"], "quantity": 2}])["lines"]
    assert (line["unitPrice"], line["quantity"], line["name"]) == (1800, 2, "Chai (L)")
    assert line["components"] == [{"variant": chai["id"], "quantity": 1}]


def test_the_book_of_the_segment_comes_first(shop: Shop) -> None:
    chai = shop.variant(1800)["id"]
    shop.open_book("Wholesale", {chai: 1500}, segment="wholesale", priority=-5)
    assert (shop.amount(chai), shop.amount(chai, segment="wholesale")) == (1800, 1500)


def test_what_the_segment_has_no_price_for_costs_what_everybody_pays(shop: Shop) -> None:
    chai = shop.variant(1800)["id"]
    shop.open_book("Wholesale", {}, segment="wholesale")
    assert shop.amount(chai, segment="wholesale") == 1800


def test_the_higher_priority_wins_and_then_the_later_start(shop: Shop) -> None:
    chai = shop.variant(1800)["id"]
    shop.open_book("Since spring", {chai: 1700}, validFrom="2026-03-01T00:00:00.000Z")
    assert shop.amount(chai) == 1700
    shop.open_book("Important", {chai: 1900}, priority=1)
    assert shop.amount(chai) == 1900


@pytest.mark.parametrize(("at", "amount"), [
    ("2026-05-31T23:59:59.999Z", 1800), ("2026-06-01T00:00:00.000Z", 1600),
    ("2026-08-31T23:59:59.999Z", 1600), ("2026-09-01T00:00:00.000Z", 1800),
])  # fmt: skip
def test_a_book_holds_from_its_first_moment_until_just_before_its_last(shop: Shop, at: str, amount: int) -> None:
    chai = shop.variant(1800)["id"]
    shop.open_book("Summer", {chai: 1600}, **SUMMER)
    assert shop.amount(chai, at=at) == amount


def test_who_buys_more_pays_less(shop: Shop) -> None:
    chai = shop.variant(None)["id"]
    breaks = [{"from": 10, "amount": 1500}, {"from": 1, "amount": 1800}]
    shop.desk.post(f"/price-books/{shop.book}/prices", {"variant": chai, "breaks": breaks})
    assert [shop.amount(chai, quantity=n) for n in (1, 9, 10, 11)] == [1800, 1800, 1500, 1500]


def test_a_book_with_prices_for_many_leaves_few_to_the_next_one(shop: Shop) -> None:
    chai = shop.variant(1800)["id"]
    book = shop.open_book("Pallets", {}, priority=9)
    shop.desk.post(f"/price-books/{book}/prices", {"variant": chai, "breaks": [{"from": 100, "amount": 900}]})
    assert (shop.amount(chai, quantity=99), shop.amount(chai, quantity=100)) == (1800, 900)


def test_a_book_in_another_currency_does_not_count(shop: Shop) -> None:
    chai = shop.variant(1800)["id"]
    shop.open_book("Dollars", {chai: 2000}, currency="USD", priority=9)
    assert (shop.amount(chai), shop.amount(chai, currency="USD")) == (1800, 2000)


def test_more_books_than_one_look_takes_are_all_looked_into(shop: Shop) -> None:
    chai, *others = (shop.variant(1800)["id"] for _ in range(40))
    for number in range(4):
        shop.open_book(f"Nothing in it {number}", {}, priority=number + 1)
    lines = shop.cost(chai, *others).json["lines"]
    assert [(line["variant"], line["priceBook"]) for line in lines] == [(each, shop.book) for each in (chai, *others)]


def test_what_has_no_price_is_pointed_at(shop: Shop) -> None:
    chai, tofu = shop.variant(1800)["id"], shop.variant(None)["id"]
    problem = shop.cost(chai, tofu).json
    assert (problem["status"], problem["code"]) == (422, "PriceUnknown")
    assert [each["pointer"] for each in problem["errors"]] == ["/lines/1/variant"]
    assert problem["variants"] == [tofu]


@pytest.mark.parametrize("status", ["draft", "retired"])
def test_only_what_is_active_is_for_sale(shop: Shop, status: str) -> None:
    product = shop.product()["id"]
    chai = shop.variant(1800, product)["id"]
    shop.desk.patch(f"/products/{product}", {"status": status})
    assert shop.cost(chai).json["code"] == "ProductUnavailable"


def test_a_retired_variant_is_not_for_sale(shop: Shop) -> None:
    chai = shop.variant(1800)["id"]
    shop.desk.patch(f"/variants/{chai}", {"status": "retired"})
    with pytest.raises(ProductUnavailable):
        task("Price", currency="EUR", lines=[{"variant": chai, "quantity": 1}])


def test_another_tenant_s_variant_is_none(shop: Shop) -> None:
    chai = shop.variant(1800)["id"]
    with pytest.raises(ProductUnavailable):
        task("Price", "01J00000000000000000000099", currency="EUR", lines=[{"variant": chai, "quantity": 1}])


def test_a_removed_price_holds_no_longer(shop: Shop) -> None:
    chai = shop.variant(1800)["id"]
    assert shop.desk.delete(f"/price-books/{shop.book}/prices/{chai}").status == 204
    with pytest.raises(PriceUnknown):
        task("Price", currency="EUR", lines=[{"variant": chai, "quantity": 1}])


def test_what_was_just_written_is_not_refused_because_a_read_is_behind(shop: Shop) -> None:
    bundle = shop.variant(5000, components=[{"variant": shop.variant()["id"]}])["id"]
    with behind():
        assert shop.amount(bundle) == 5000
