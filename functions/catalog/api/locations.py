"""Locations: where pieces can be."""

from typing import Any

from catalog.api.door import STOCK_READ, STOCK_WRITE, app
from catalog.service import stock_locations
from onestop.errors import Conflict, VersionMismatch
from onestop.http import Answer, Call, page

LOCATIONS, LOCATION = "/locations", "/locations/{locationId}"


@app.route("POST", LOCATIONS, scope=STOCK_WRITE, body="NewLocation", returns="Location", status=201,
           location=LOCATIONS + "/{id}", errors=(Conflict,))  # fmt: skip
def add_location(call: Call) -> dict[str, Any]:
    """Add a location: a warehouse, a shop."""
    return stock_locations.add(call.by, call.body, call.once)


@app.route("GET", LOCATIONS, scope=STOCK_READ, returns="Location", many=True)
def list_locations(call: Call) -> dict[str, Any]:
    """List the locations, the retired ones too; there are 100 at most."""
    return page([row.view() for row in stock_locations.every(call.by.tenant)], None)


@app.route("GET", LOCATION, scope=STOCK_READ, returns="Location")
def get_location(call: Call) -> dict[str, Any]:
    """Get one location."""
    return stock_locations.shown(call.by, call.path["locationId"])


@app.route("PATCH", LOCATION, scope=STOCK_WRITE, body="LocationPatch", returns="Location", errors=(VersionMismatch,))
def change_location(call: Call) -> dict[str, Any]:
    """Change a location's name, country or priority."""
    return stock_locations.change(call.by, call.path["locationId"], call.body, call.if_match)


@app.route("DELETE", LOCATION, scope=STOCK_WRITE, status=204, errors=(VersionMismatch,))
def retire_location(call: Call) -> Answer:
    """Retire a location: nothing is promised from it any more."""
    stock_locations.retire(call.by, call.path["locationId"], call.if_match)
    return Answer(204)
