"""The operations of the catalog: what is for sale and for how much."""

from typing import Any

from bench.units.stage import Stage

CHAI = {"name": {"en": "Chai", "zh-CN": "茶"}, "status": "active"}
STANDARD = {"code": "standard", "name": "Standard", "rates": [{"rate": "0.19"}]}
ROWS, LINES = 20, 50


def products(stage: Stage) -> None:
    """Products, variants and bundles."""
    desk = stage.browser("catalog")
    stage.ask("", desk, "POST", "/tax-classes", STANDARD)
    chai = stage.ask("no tag, no category", desk, "POST", "/products", CHAI).json["id"]
    labelled = {**CHAI, "category": "Beverages", "tags": ["tea"]}
    stage.ask("a tag and a category", desk, "POST", "/products", labelled)
    stage.ask("", desk, "GET", f"/products/{chai}")
    stage.ask("page of 20", desk, "GET", "/products?limit=20")
    stage.ask("by tag", desk, "GET", "/products?tag=tea")
    path = f"/products/{chai}/variants"
    tea = stage.ask("a tax class", desk, "POST", path, {"sku": "TEA", "taxClass": "standard"}).json["id"]
    bundle = {"sku": "TEA-3", "taxClass": "standard", "components": [{"variant": tea, "quantity": 3}]}
    stage.ask("a bundle", desk, "POST", path, bundle)
    stage.ask("of a product with 2", desk, "GET", path)
    stage.ask("", desk, "GET", f"/variants/{tea}")
    stage.ask("page of 20", desk, "GET", "/variants?limit=20")
    stage.ask("by SKU", desk, "GET", "/variants?sku=TEA")
    stage.ask("nothing that a key holds", desk, "PATCH", f"/variants/{tea}", {"weight": 250})
    stage.ask("the SKU", desk, "PATCH", f"/variants/{tea}", {"sku": "TEA-1"})
    stage.ask("nothing that variants show", desk, "PATCH", f"/products/{chai}", {"attributes": {"origin": "Assam"}})
    stage.ask("the name, of a product with 2 variants", desk, "PATCH", f"/products/{chai}", {"name": {"de": "Tee"}})


def prices(stage: Stage) -> None:
    """Price books and prices, and what a basket costs."""
    desk = stage.browser("catalog")
    everybody = {"name": "Everybody", "currency": "EUR"}
    book = stage.ask("", desk, "POST", "/price-books", everybody).json["id"]
    stage.ask("", desk, "GET", "/price-books")
    stage.ask("", desk, "GET", f"/price-books/{book}")
    stage.ask("not the name", desk, "PATCH", f"/price-books/{book}", {"priority": 1})
    [tea] = desk.get("/variants?sku=TEA-1").json["data"]
    in_book, price = f"/price-books/{book}/prices", f"/price-books/{book}/prices/{tea['id']}"
    stage.ask("", desk, "POST", in_book, {"variant": tea["id"], "breaks": [{"amount": 1800}]})
    stage.ask("", desk, "GET", price)
    stage.ask("page of 20", desk, "GET", f"{in_book}?limit=20")
    stage.ask("", desk, "GET", f"/variants/{tea['id']}/prices")
    stage.ask("", desk, "PATCH", price, {"breaks": [{"amount": 1900}]})
    stage.ask("", desk, "DELETE", price)
    stage.ask("", desk, "GET", "/tax-classes")
    stage.ask("", desk, "GET", "/tax-classes/standard")
    stage.ask("", desk, "PATCH", "/tax-classes/standard", {"name": "Normal"})
    _many(stage, book)


def _many(stage: Stage, book: str) -> None:
    """Many rows and many lines at once."""
    desk = stage.browser("catalog")
    rows = [_row(number, book) for number in range(ROWS)]
    batch: dict[str, Any] = {"mode": "upsert", "items": rows}
    variants = stage.ask(f"{ROWS} new rows", desk, "POST", "/products/batch", batch).json["data"]
    stage.ask(f"{ROWS} rows that change nothing", desk, "POST", "/products/batch", batch)
    more = {"mode": "create", "items": [_row(ROWS + number, book) for number in range(LINES - ROWS)]}
    variants += desk.post("/products/batch", more).json["data"]
    lines = [{"variant": each["variant"], "quantity": 1} for each in variants]
    stage.ask("1 line", desk, "POST", "/prices", {"currency": "EUR", "lines": lines[:1]})
    stage.ask(f"{LINES} lines", desk, "POST", "/prices", {"currency": "EUR", "lines": lines})
    for asked in (lines[:1], lines):
        basket = {"task": "Price", "tenant": stage.house.tenant, "input": {"currency": "EUR", "lines": asked}}
        stage.do(f"task Price, {len(asked)} lines", "catalog.saga.handler", basket)


def _row(number: int, book: str) -> dict[str, Any]:
    price = {"priceBook": book, "breaks": [{"amount": 1800}]}
    return {**CHAI, "variant": {"sku": f"ROW-{number}", "taxClass": "standard", "prices": [price]}}
