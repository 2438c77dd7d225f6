"""People who change the same things at once: what a variant shows of its product is never behind."""

import pytest

from onestop.errors import RequestInProgress
from onestop.identity import Caller
from tests.catalog.shop import Shop
from tests.support.gateway import Reply
from tests.support.turns import at_once, in_turns

SEVERAL = range(12)


def shown(shop: Shop, product: str) -> set[tuple[str, str]]:
    """The name and the status of a product that its variants show."""
    found = shop.desk.get(f"/products/{product}/variants").json["data"]
    return {(each["productName"]["en"], each["productStatus"]) for each in found}


def is_done_or_told_to_come_again(reply: Reply) -> bool:
    return reply.status in (200, 201) or reply.json["code"] in ("RequestInProgress", "VersionMismatch")


def test_variants_added_while_their_product_changes_show_what_it_became(shop: Shop) -> None:
    product = shop.product()["id"]

    def act(number: int) -> Reply:
        if number % 4:
            return shop.desk.post(f"/products/{product}/variants", {"sku": f"TEA-{number}"})
        return shop.desk.patch(f"/products/{product}", {"name": {"en": f"Chai {number}"}, "status": "retired"})

    with in_turns():
        replies = at_once(act, SEVERAL)
    assert all(map(is_done_or_told_to_come_again, replies))
    now = shop.desk.get(f"/products/{product}").json
    assert shown(shop, product) == {(now["name"]["en"], now["status"])}


def test_variants_changed_while_their_product_changes_show_what_it_became(shop: Shop) -> None:
    product = shop.product()["id"]
    variants = [shop.variant(product=product)["id"] for _ in range(3)]

    def act(number: int) -> Reply:
        if number % 4:
            return shop.desk.patch(f"/variants/{variants[number % 4 - 1]}", {"weight": number})
        return shop.desk.patch(f"/products/{product}", {"name": {"en": f"Chai {number}"}})

    with in_turns():
        replies = at_once(act, SEVERAL)
    assert all(map(is_done_or_told_to_come_again, replies))
    now = shop.desk.get(f"/products/{product}").json
    assert shown(shop, product) == {(now["name"]["en"], now["status"])}


def test_a_change_that_has_not_seen_a_new_variant_is_told_to_come_again(shop: Shop) -> None:
    from catalog.service import finding, products  # noqa: PLC0415  needs the environment of the tests

    product = shop.product()["id"]
    row = finding.product(shop.desk.tenant, product, to_write=True)
    shop.variant(product=product)
    with pytest.raises(RequestInProgress):
        products.amend(Caller(shop.desk.tenant, "client/1"), row, {"name": {"en": "Masala"}, "status": "retired"})
    assert shown(shop, product) == {("Chai", "active")}


def test_one_of_many_gets_a_sku(shop: Shop) -> None:
    products = [shop.product()["id"] for _ in SEVERAL]
    with in_turns(conflicts=0.2):
        replies = at_once(lambda each: shop.desk.post(f"/products/{each}/variants", {"sku": "TEA-1"}), products)
    assert sorted(reply.status for reply in replies) == [201, *[409] * 11]
