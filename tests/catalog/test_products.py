"""Products and variants: what is accepted, what is refused and why."""

from tests.catalog.shop import STANDARD, Shop
from tests.support.gateway import Browser

CHAI = {"name": {"en": "Chai", "zh-CN": "茶"}, "category": "Beverages", "tags": ["tea", "hot", "tea"]}


def test_a_product_is_added_as_a_draft_and_answered_whole(desk: Browser) -> None:
    reply = desk.post("/products", CHAI)
    assert (reply.status, reply.json["status"], reply.json["tags"]) == (201, "draft", ["hot", "tea"])
    assert reply.headers["Location"] == f"/v1/products/{reply.json['id']}"
    assert desk.get(f"/products/{reply.json['id']}").json == reply.json


def test_the_same_request_again_gives_the_same_answer(desk: Browser) -> None:
    first = desk.post("/products", CHAI, idempotency_key="k1")
    again = desk.post("/products", CHAI, idempotency_key="k1")
    assert (again.status, again.json, again.headers["Idempotency-Replayed"]) == (201, first.json, "true")


def test_a_patch_changes_what_it_names_and_a_stale_one_is_refused(desk: Browser) -> None:
    made = desk.post("/products", CHAI)
    path = f"/products/{made.json['id']}"
    changed = desk.patch(path, {"name": {"de": "Tee"}, "category": None}, made.etag)
    assert changed.json["name"] == {"en": "Chai", "zh-CN": "茶", "de": "Tee"}
    assert (changed.json["category"], changed.json["version"]) == (None, 2)
    assert desk.patch(path, {"status": "active"}, made.etag).status == 412


def test_a_patch_that_changes_nothing_makes_no_version(desk: Browser) -> None:
    made = desk.post("/products", CHAI)
    assert desk.patch(f"/products/{made.json['id']}", {"category": "Beverages"}).json == made.json


def test_products_are_found_by_tag_and_category_and_last_change(desk: Browser) -> None:
    chai = desk.post("/products", CHAI).json["id"]
    tofu = desk.post("/products", {"name": {"en": "Tofu"}, "category": "Produce"}).json["id"]
    desk.patch(f"/products/{chai}", {"tags": ["cold"]})
    found = {way: [each["id"] for each in desk.get(f"/products?{way}").json["data"]] for way in (
        "tag=tea", "tag=cold", "category=Produce", "sort=-updatedAt", "")}  # fmt: skip
    assert list(found.values()) == [[], [chai], [tofu], [chai, tofu], [tofu, chai]]


def test_a_list_is_looked_at_in_one_way(desk: Browser) -> None:
    assert desk.get("/products?tag=tea&category=Produce").status == 400
    assert desk.get("/products?tag=tea&sort=-updatedAt").status == 400
    assert desk.get("/variants?sku=A&sort=createdAt").status == 400


def test_a_sku_belongs_to_one_variant(shop: Shop) -> None:
    first = shop.variant(sku="TEA-1")
    product = shop.product()["id"]
    second = shop.desk.post(f"/products/{product}/variants", {"sku": "TEA-1"})
    assert (second.status, second.json["code"]) == (409, "AlreadyTaken")
    assert second.json["candidates"] == [{"id": first["id"], "reasons": ["same sku"]}]


def test_a_variant_is_found_by_its_sku_the_new_one_and_no_longer_the_old(shop: Shop) -> None:
    made = shop.variant(sku="TEA-1")
    shop.desk.patch(f"/variants/{made['id']}", {"sku": "TEA-2"})
    found = [shop.desk.get(f"/variants?sku={sku}").json["data"] for sku in ("TEA-1", "TEA-2")]
    assert [[each["id"] for each in page] for page in found] == [[], [made["id"]]]
    assert shop.variant(sku="TEA-1")["sku"] == "TEA-1"


def test_variants_show_the_name_and_the_status_of_their_product(shop: Shop) -> None:
    product = shop.product()["id"]
    small, large = shop.variant(product=product), shop.variant(product=product, options={"size": "L"})
    shop.desk.patch(f"/products/{product}", {"name": {"en": "Masala chai"}, "status": "retired"})
    shown = shop.desk.get(f"/products/{product}/variants").json["data"]
    assert [each["id"] for each in shown] == [small["id"], large["id"]]
    assert {(each["productName"]["en"], each["productStatus"], each["version"]) for each in shown} == {
        ("Masala chai", "retired", 2)
    }


def test_a_change_that_variants_do_not_show_leaves_them_alone(shop: Shop) -> None:
    product = shop.product()["id"]
    variant = shop.variant(product=product)
    shop.desk.patch(f"/products/{product}", {"tags": ["tea"]})
    assert shop.desk.get(f"/variants/{variant['id']}").json == variant


def test_variants_are_listed_by_creation_and_by_last_change(shop: Shop) -> None:
    first, second = shop.variant()["id"], shop.variant()["id"]
    changed = shop.desk.patch(f"/variants/{first}", {"weight": 250}).json
    assert [each["id"] for each in shop.desk.get("/variants").json["data"]] == [second, first]
    since = shop.desk.get(f"/variants?updatedSince={changed['updatedAt']}").json["data"]
    assert [each["id"] for each in since] == [first]


def test_a_variant_needs_a_tax_class_that_is_there(shop: Shop) -> None:
    product, variant = shop.product()["id"], shop.variant()["id"]
    added = shop.desk.post(f"/products/{product}/variants", {"sku": "X", "taxClass": "luxury"})
    changed = shop.desk.patch(f"/variants/{variant}", {"taxClass": "luxury"})
    assert [(each.status, each.json["errors"][0]["pointer"]) for each in (added, changed)] == [(422, "/taxClass")] * 2


def test_a_variant_needs_price_books_that_are_there(shop: Shop) -> None:
    prices = [{"priceBook": "01J00000000000000000000000", "breaks": [{"amount": 1}]}]
    added = shop.desk.post(f"/products/{shop.product()['id']}/variants", {"sku": "X", "prices": prices})
    assert (added.status, added.json["errors"][0]["pointer"]) == (422, "/prices/0/priceBook")


def test_a_variant_needs_a_product(shop: Shop) -> None:
    assert shop.desk.post("/products/01J00000000000000000000000/variants", {"sku": "X"}).status == 404


def test_a_product_has_fifty_variants_at_most(shop: Shop) -> None:
    product = shop.product()["id"]
    for _ in range(50):
        shop.variant(None, product)
    assert shop.desk.post(f"/products/{product}/variants", {"sku": "X"}).json["code"] == "Conflict"
    assert shop.desk.patch(f"/products/{product}", {"status": "retired"}).status == 200


def test_what_another_tenant_has_is_not_there(shop: Shop) -> None:
    variant = shop.variant(sku="TEA-1")
    stranger = Browser(shop.desk.door, tenant="01J00000000000000000000099")
    paths = (f"/products/{variant['product']}", f"/variants/{variant['id']}", f"/price-books/{shop.book}",
             f"/price-books/{shop.book}/prices/{variant['id']}", "/tax-classes/standard")  # fmt: skip
    assert {stranger.get(path).status for path in paths} == {404}
    assert stranger.post("/tax-classes", STANDARD).status == 201
