"""Products."""

from typing import Any

from catalog.api.door import READ, WRITE, app
from catalog.service import batching, finding, products
from onestop.errors import RequestInProgress, VersionMismatch
from onestop.http import Call, answer_of, part_of

PRODUCTS, PRODUCT = "/products", "/products/{productId}"


@app.route("POST", PRODUCTS, scope=WRITE, body="NewProduct", returns="Product", status=201,
           location="/products/{id}")  # fmt: skip
def add_product(call: Call) -> dict[str, Any]:
    """Add a product; its variants are what can be sold."""
    return products.add(call.by, call.body, call.once)


@app.route("GET", PRODUCTS, scope=READ, query="ProductQuery", returns="Product", many=True)
def list_products(call: Call) -> dict[str, Any]:
    """List products: sorted, or by tag or category."""
    part = part_of(call, newest_first=finding.order(call.query)[1], **finding.bounds(call.query))
    return answer_of(call, finding.products(call.by, call.query, part))


@app.route("GET", PRODUCT, scope=READ, returns="Product")
def get_product(call: Call) -> dict[str, Any]:
    """Get one product."""
    return finding.product(call.by.tenant, call.path["productId"]).view()


@app.route("PATCH", PRODUCT, scope=WRITE, body="ProductPatch", returns="Product",
           errors=(RequestInProgress, VersionMismatch))  # fmt: skip
def change_product(call: Call) -> dict[str, Any]:
    """Change a product by a merge patch; its variants show its name and status."""
    return products.change(call.by, call.path["productId"], call.body, call.if_match)


@app.route("POST", "/products/batch", scope=WRITE, body="Batch", returns="BatchResult", status=207)
def batch_products(call: Call) -> dict[str, Any]:
    """Create or upsert up to 100 products by SKU; each has a result of its own."""
    return batching.batch(call.by, call.body, call.once)
