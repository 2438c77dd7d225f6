"""Variants of products."""

from typing import Any

from catalog.api.door import READ, WRITE, app
from catalog.service import finding, setting, variants
from onestop.errors import AlreadyTaken, Conflict, RequestInProgress, VersionMismatch
from onestop.http import Call, answer_of, page, part_of


@app.route("POST", "/products/{productId}/variants", scope=WRITE, body="NewVariant", returns="Variant", status=201,
           location="/variants/{id}", errors=(AlreadyTaken, Conflict, RequestInProgress))  # fmt: skip
def add_variant(call: Call) -> dict[str, Any]:
    """Add a variant, or a bundle of others, to a product."""
    return variants.add(call.by, call.path["productId"], call.body, call.once)


@app.route("GET", "/products/{productId}/variants", scope=READ, returns="Variant", many=True)
def list_product_variants(call: Call) -> dict[str, Any]:
    """List the variants of a product; there are 50 at most."""
    return page([row.view() for row in finding.variants_shown(call.by.tenant, call.path["productId"])], None)


@app.route("GET", "/variants", scope=READ, query="VariantQuery", returns="Variant", many=True)
def list_variants(call: Call) -> dict[str, Any]:
    """List variants: sorted, or the one with a SKU."""
    part = part_of(call, newest_first=finding.order(call.query)[1], **finding.bounds(call.query))
    return answer_of(call, finding.variants(call.by, call.query, part))


@app.route("GET", "/variants/{variantId}", scope=READ, returns="Variant")
def get_variant(call: Call) -> dict[str, Any]:
    """Get one variant."""
    return finding.variant(call.by.tenant, call.path["variantId"]).view()


@app.route("PATCH", "/variants/{variantId}", scope=WRITE, body="VariantPatch", returns="Variant",
           errors=(AlreadyTaken, VersionMismatch))  # fmt: skip
def change_variant(call: Call) -> dict[str, Any]:
    """Change a variant by a merge patch; what a bundle is made of stays."""
    return variants.change(call.by, call.path["variantId"], call.body, call.if_match)


@app.route("GET", "/variants/{variantId}/prices", scope=READ, query="ListQuery", returns="Price", many=True)
def list_variant_prices(call: Call) -> dict[str, Any]:
    """List the prices of a variant, those of the newest books first."""
    return answer_of(call, setting.of_variant(call.by, call.path["variantId"], part_of(call, newest_first=True)))
