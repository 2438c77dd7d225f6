"""Price books, the prices in them, and tax classes."""

import pytest

from tests.catalog.shop import STANDARD, Shop
from tests.support.gateway import Browser

DE = {"country": "DE", "rate": "0.190", "from": "2026-01-01T00:00:00Z"}


def test_a_price_book_has_a_name_of_its_own_whatever_its_case(shop: Shop) -> None:
    reply = shop.desk.post("/price-books", {"name": "EVERYBODY", "currency": "USD"})
    assert (reply.status, reply.json["candidates"][0]["id"]) == (409, shop.book)


def test_a_name_that_was_given_up_is_free(shop: Shop) -> None:
    assert shop.desk.patch(f"/price-books/{shop.book}", {"name": "Retail"}).json["name"] == "Retail"
    assert shop.desk.post("/price-books", {"name": "Everybody", "currency": "EUR"}).status == 201


@pytest.mark.parametrize("patch", [{"currency": "USD"}, {"taxIncluded": True}])
def test_what_would_give_all_prices_another_meaning_never_changes(shop: Shop, patch: dict[str, object]) -> None:
    assert shop.desk.patch(f"/price-books/{shop.book}", patch).status == 422


def test_a_period_ends_after_it_begins(shop: Shop) -> None:
    shop.desk.patch(f"/price-books/{shop.book}", {"validFrom": "2026-06-01T00:00:00Z"})
    reply = shop.desk.patch(f"/price-books/{shop.book}", {"validUntil": "2026-06-01T00:00:00Z"})
    assert reply.status == 422


def test_a_tenant_has_a_hundred_price_books_at_most(shop: Shop) -> None:
    for number in range(99):
        shop.open_book(f"Book {number}", {})
    assert shop.desk.post("/price-books", {"name": "One more", "currency": "EUR"}).json["code"] == "Conflict"
    assert len(shop.desk.get("/price-books").json["data"]) == 100


def test_the_prices_of_a_book_and_those_of_a_variant_are_listed(shop: Shop) -> None:
    tea, tofu = shop.variant(1800)["id"], shop.variant(900)["id"]
    staff = shop.open_book("Staff", {tea: 100}, segment="staff")
    in_book = shop.desk.get(f"/price-books/{shop.book}/prices").json["data"]
    of_tea = shop.desk.get(f"/variants/{tea}/prices").json["data"]
    assert [each["variant"] for each in in_book] == [tofu, tea]
    assert [each["priceBook"] for each in of_tea] == [staff, shop.book]


def test_a_variant_has_one_price_in_a_book(shop: Shop) -> None:
    body = {"variant": shop.variant(1800)["id"], "breaks": [{"amount": 1}]}
    assert shop.desk.post(f"/price-books/{shop.book}/prices", body).json["code"] == "AlreadyTaken"


def test_a_price_is_changed_by_its_version_and_set_anew_once_it_was_removed(shop: Shop) -> None:
    tea = shop.variant(1800)["id"]
    path = f"/price-books/{shop.book}/prices/{tea}"
    etag = shop.desk.get(path).etag
    assert shop.desk.patch(path, {"breaks": [{"amount": 1900}]}, etag).json["breaks"] == [{"from": 1, "amount": 1900}]
    assert (shop.desk.delete(path, etag).status, shop.desk.delete(path).status) == (412, 204)
    assert shop.desk.get(path).status == 404
    body = {"variant": tea, "breaks": [{"amount": 2000}]}
    assert shop.desk.post(f"/price-books/{shop.book}/prices", body).json["version"] == 1


def test_a_price_is_for_a_variant_that_is_there_in_a_book_that_is_there(shop: Shop) -> None:
    nobody = "01J00000000000000000000000"
    breaks = [{"amount": 1}]
    assert shop.desk.post(f"/price-books/{shop.book}/prices", {"variant": nobody, "breaks": breaks}).status == 404
    body = {"variant": shop.variant()["id"], "breaks": breaks}
    assert shop.desk.post(f"/price-books/{nobody}/prices", body).status == 404


@pytest.mark.parametrize("amount", [19.99, "1999", -1, 10**15 + 1, True])
def test_a_price_is_a_whole_number_of_minor_units(shop: Shop, amount: object) -> None:
    body = {"variant": shop.variant(None)["id"], "breaks": [{"amount": amount}]}
    assert shop.desk.post(f"/price-books/{shop.book}/prices", body).status == 422


def test_a_rate_is_kept_as_text_and_of_its_country(desk: Browser) -> None:
    made = desk.post("/tax-classes", {**STANDARD, "rates": [DE]})
    assert made.json["rates"] == [{"country": "DE", "rate": "0.19", "from": "2026-01-01T00:00:00.000Z"}]
    assert desk.post("/tax-classes", STANDARD).json["code"] == "AlreadyTaken"


@pytest.mark.parametrize("rates", [[], [{"rate": "1.5"}], [{"rate": 0.19}], [DE, DE]])
def test_rates_are_decimal_text_from_nought_to_one_and_never_two_at_once(desk: Browser, rates: object) -> None:
    assert desk.post("/tax-classes", {**STANDARD, "rates": rates}).status == 422


def test_a_rate_holds_in_its_country_from_its_day_on(shop: Shop) -> None:
    tea = shop.variant()["id"]
    shop.desk.patch("/tax-classes/standard", {"rates": [{"rate": "0.25"}, {**DE, "from": "2026-07-01T00:00:00Z"}]})
    asked = [("DE", "2026-06-30T23:59:59.999Z"), ("DE", "2026-07-01T00:00:00Z"), ("AT", "2026-07-01T00:00:00Z")]
    rates = [shop.cost(tea, country=country, at=at).json["lines"][0]["taxRate"] for country, at in asked]
    assert rates == ["0.25", "0.19", "0.25"]


def test_without_a_rate_for_the_country_there_is_no_price(shop: Shop) -> None:
    tea = shop.variant()["id"]
    shop.desk.patch("/tax-classes/standard", {"rates": [DE]})
    assert shop.cost(tea, country="FR").json["code"] == "PriceUnknown"


def test_what_has_no_tax_class_is_not_taxed(shop: Shop) -> None:
    tea = shop.variant(taxClass=None)["id"]
    assert shop.cost(tea).json["lines"][0]["taxRate"] == "0"
