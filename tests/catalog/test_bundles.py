"""Bundles: a price of their own, and the stock of what they are made of."""

from tests.catalog.shop import Shop


def bundle(shop: Shop, *components: str, amount: int = 5000, quantity: int = 2) -> str:
    parts = [{"variant": each, "quantity": quantity} for each in components]
    return str(shop.variant(amount, components=parts)["id"])


def test_a_bundle_has_its_own_price_and_names_what_leaves_the_stock(shop: Shop) -> None:
    tea, pot = shop.variant()["id"], shop.variant()["id"]
    [line] = shop.cost(bundle(shop, tea, pot), quantity=3).json["lines"]
    assert (line["unitPrice"]["amount"], line["amount"]["amount"]) == (5000, 15000)
    assert line["components"] == [{"variant": tea, "quantity": 2}, {"variant": pot, "quantity": 2}]


def test_there_is_no_bundle_in_a_bundle(shop: Shop) -> None:
    inner = bundle(shop, shop.variant()["id"])
    body = {"sku": "OUTER", "components": [{"variant": inner}]}
    reply = shop.desk.post(f"/products/{shop.product()['id']}/variants", body)
    assert (reply.status, reply.json["errors"][0]["pointer"]) == (422, "/components/0/variant")


def test_a_bundle_is_made_of_what_is_there(shop: Shop) -> None:
    body = {"sku": "OUTER", "components": [{"variant": "01J00000000000000000000000"}]}
    reply = shop.desk.post(f"/products/{shop.product()['id']}/variants", body)
    assert (reply.status, reply.json["errors"][0]["pointer"]) == (422, "/components/0/variant")


def test_a_component_is_named_once(shop: Shop) -> None:
    tea = shop.variant()["id"]
    body = {"sku": "OUTER", "components": [{"variant": tea}, {"variant": tea}]}
    assert shop.desk.post(f"/products/{shop.product()['id']}/variants", body).status == 422


def test_what_a_bundle_is_made_of_never_changes(shop: Shop) -> None:
    tea = shop.variant()["id"]
    whole = bundle(shop, tea)
    assert shop.desk.patch(f"/variants/{whole}", {"components": []}).status == 422
    assert shop.desk.patch(f"/variants/{whole}", {"weight": 900}).json["components"] == [
        {"variant": tea, "quantity": 2}
    ]


def test_a_bundle_is_not_for_sale_without_one_of_its_parts(shop: Shop) -> None:
    tea = shop.variant()["id"]
    whole = bundle(shop, tea)
    shop.desk.patch(f"/variants/{tea}", {"status": "retired"})
    assert shop.cost(whole).json["code"] == "ProductUnavailable"


def test_a_part_that_is_sold_in_bundles_only_may_be_a_draft(shop: Shop) -> None:
    hidden = shop.product(status="draft")["id"]
    part = shop.variant(None, hidden)["id"]
    assert shop.cost(bundle(shop, part)).status == 200
