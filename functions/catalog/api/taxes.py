"""Tax classes."""

from typing import Any

from catalog.api.door import ADMIN, READ, app
from catalog.service import taxes, terms
from onestop.errors import AlreadyTaken, Conflict, VersionMismatch
from onestop.http import Call, page

CLASSES, CLASS = "/tax-classes", "/tax-classes/{code}"


@app.route("POST", CLASSES, scope=ADMIN, body="NewTaxClass", returns="TaxClass", status=201, location=CLASS,
           errors=(AlreadyTaken, Conflict))  # fmt: skip
def define_tax_class(call: Call) -> dict[str, Any]:
    """Define a tax class with its rates by country and time."""
    return taxes.define(call.by, call.body, call.once)


@app.route("GET", CLASSES, scope=READ, returns="TaxClass", many=True)
def list_tax_classes(call: Call) -> dict[str, Any]:
    """List all tax classes by code; there are 50 at most."""
    return page([row.view() for row in terms.classes(call.by.tenant)], None)


@app.route("GET", CLASS, scope=READ, returns="TaxClass")
def get_tax_class(call: Call) -> dict[str, Any]:
    """Get one tax class."""
    return taxes.there(call.by.tenant, call.path["code"]).view()


@app.route("PATCH", CLASS, scope=ADMIN, body="TaxClassPatch", returns="TaxClass", errors=(VersionMismatch,))
def change_tax_class(call: Call) -> dict[str, Any]:
    """Change the name or the rates of a tax class."""
    return taxes.change(call.by, call.path["code"], call.body, call.if_match)
