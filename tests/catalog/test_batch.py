"""Many products at once, by SKU: how a shop brings its list along."""

from typing import Any

from tests.catalog.shop import Shop
from tests.support.capacity import counted


def row(shop: Shop, sku: str = "TEA-1", amount: int = 1800, **said: Any) -> dict[str, Any]:
    prices = [{"priceBook": shop.book, "breaks": [{"amount": amount}]}]
    variant = {"sku": sku, "taxClass": "standard", "prices": prices}
    return {"name": {"en": "Chai"}, "status": "active", **said, "variant": {**variant, **said.pop("variant", {})}}


def send(shop: Shop, *rows: dict[str, Any], mode: str = "upsert", **headers: str) -> list[dict[str, Any]]:
    reply = shop.desk.post("/products/batch", {"mode": mode, "items": list(rows)}, **headers)
    assert reply.status == 207, reply.text
    return list(reply.json["data"])


def test_a_new_row_is_a_product_with_a_variant_and_a_price(shop: Shop) -> None:
    [done] = send(shop, row(shop))
    assert (done["status"], done["outcome"], done["sku"]) == (201, "created", "TEA-1")
    assert shop.desk.get(f"/variants/{done['variant']}").json["product"] == done["product"]
    assert shop.amount(done["variant"]) == 1800


def test_the_same_rows_again_change_nothing_and_write_nothing(shop: Shop) -> None:
    rows = [row(shop, f"TEA-{n}") for n in range(20)]
    assert {each["outcome"] for each in send(shop, *rows)} == {"created"}
    with counted() as used:
        assert {each["outcome"] for each in send(shop, *rows)} == {"unchanged"}
    assert used.calls == ["BatchGetItem"] * 4 + ["Query"]


def test_what_a_row_says_changes_and_what_it_does_not_say_stays(shop: Shop) -> None:
    [made] = send(shop, row(shop, category="Beverages", variant={"weight": 250}))
    [done] = send(shop, row(shop, amount=1900, name={"en": "Masala"}))
    assert (done["outcome"], done["variant"]) == ("updated", made["variant"])
    product, variant = (shop.desk.get(f"/{each}s/{made[each]}").json for each in ("product", "variant"))
    assert (product["name"], product["category"]) == ({"en": "Masala"}, "Beverages")
    assert (variant["productName"], variant["weight"]) == ({"en": "Masala"}, 250)
    assert shop.amount(made["variant"]) == 1900


def test_a_row_may_bring_a_price_in_another_book(shop: Shop) -> None:
    [made] = send(shop, row(shop))
    staff = shop.open_book("Staff", {}, segment="staff")
    prices = [{"priceBook": staff, "breaks": [{"amount": 100}]}]
    [done] = send(shop, row(shop, variant={"prices": prices}))
    assert (done["outcome"], shop.amount(made["variant"], segment="staff")) == ("updated", 100)
    assert shop.amount(made["variant"]) == 1800


def test_two_rows_of_one_sku_are_done_one_after_the_other(shop: Shop) -> None:
    one, two = send(shop, row(shop), row(shop, name={"en": "Masala"}))
    assert (one["outcome"], two["outcome"], one["variant"]) == ("created", "updated", two["variant"])


def test_two_skus_of_one_product_are_done_one_after_the_other(shop: Shop) -> None:
    product = shop.product()["id"]
    for sku in ("S", "L"):
        shop.variant(product=product, sku=sku)
    done = send(shop, row(shop, "S", name={"en": "A"}), row(shop, "L", name={"en": "B"}, variant={"weight": 1}))
    assert [each["outcome"] for each in done] == ["updated", "updated"]
    shown = shop.desk.get(f"/products/{product}/variants").json["data"]
    assert [(each["productName"]["en"], each["weight"]) for each in shown] == [("B", None), ("B", 1)]


def test_create_refuses_a_sku_that_is_there_and_goes_on(shop: Shop) -> None:
    shop.variant(sku="TEA-1")
    refused, made = send(shop, row(shop), row(shop, "TEA-2"), mode="create")
    assert (refused["status"], refused["problem"]["code"], made["outcome"]) == (409, "AlreadyTaken", "created")


def test_a_row_that_cannot_be_read_points_at_what_is_wrong(shop: Shop) -> None:
    refused, made = send(shop, row(shop, variant={"sku": "no spaces"}), row(shop))
    assert (refused["status"], refused["problem"]["errors"][0]["pointer"]) == (422, "/variant/sku")
    assert made["outcome"] == "created"


def test_a_bundle_stays_what_it_is_made_of(shop: Shop) -> None:
    tea = shop.variant(sku="PART")["id"]
    bundle = {"components": [{"variant": tea, "quantity": 2}]}
    send(shop, row(shop, "SET", variant=bundle))
    same, other = send(shop, row(shop, "SET", variant=bundle), row(shop, "SET", variant={"components": []}))
    assert (same["outcome"], other["status"]) == ("unchanged", 422)


def test_a_batch_that_is_repeated_by_its_key_is_done_once(shop: Shop) -> None:
    first = send(shop, row(shop), mode="create", idempotency_key="k1")
    assert send(shop, row(shop), mode="create", idempotency_key="k1") == first
