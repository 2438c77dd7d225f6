"""Static lists and who is on them."""

from typing import Any

from customers.api.door import DELETE, READ, WRITE, app
from customers.service import listing, membering
from onestop.errors import RequestInProgress, VersionMismatch
from onestop.http import Answer, Call, answer_of, part_of
from onestop.lists import prefix

LISTS, LIST = "/customer-lists", "/customer-lists/{listId}"


@app.route("POST", LISTS, scope=WRITE, body="NewList", returns="CustomerList", status=201, location=LISTS + "/{id}")
def create_list(call: Call) -> dict[str, Any]:
    """Create a static list."""
    return listing.create(call.by, call.body, call.once)


@app.route("GET", LISTS, scope=READ, query="ListQuery", returns="CustomerList", many=True)
def list_lists(call: Call) -> dict[str, Any]:
    """List the static lists by name."""
    return answer_of(call, listing.all_lists(call.by, part_of(call, newest_first=False)))


@app.route("GET", LIST, scope=READ, returns="CustomerList")
def get_list(call: Call) -> dict[str, Any]:
    """Get one static list."""
    return listing.shown(call.by, call.path["listId"])


@app.route("PATCH", LIST, scope=WRITE, body="ListPatch", returns="CustomerList", errors=(VersionMismatch,))
def change_list(call: Call) -> dict[str, Any]:
    """Change a list's name or description."""
    return listing.change(call.by, call.path["listId"], call.body, call.if_match)


@app.route("DELETE", LIST, scope=DELETE, status=204, errors=(VersionMismatch,))
def delete_list(call: Call) -> Answer:
    """Delete a list; the customers on it stay."""
    listing.delete(call.by, call.path["listId"], call.if_match)
    return Answer(204)


@app.route("GET", LIST + "/members", scope=READ, query="ListQuery", returns="Customer", many=True)
def list_customers_on_list(call: Call) -> dict[str, Any]:
    """List the customers on a list."""
    return answer_of(call, membering.members(call.by, call.path["listId"], part_of(call, newest_first=False)))


@app.route("POST", LIST + "/members", scope=WRITE, body="Members", returns="MembersResult", status=207)
def change_list_members(call: Call) -> dict[str, Any]:
    """Put up to 100 customers on a list or take them off; each has a result of its own."""
    return membering.put_all(call.by, call.path["listId"], call.body, call.once)


@app.route("PUT", LIST + "/members/{customerId}", scope=WRITE, returns="Membership", versioned=False,
           errors=(RequestInProgress,))  # fmt: skip
def put_on_list(call: Call) -> dict[str, Any]:
    """Put a customer on a list."""
    return membering.add(call.by, call.path["listId"], call.path["customerId"])


@app.route("DELETE", LIST + "/members/{customerId}", scope=WRITE, status=204, versioned=False,
           errors=(RequestInProgress,))  # fmt: skip
def take_off_list(call: Call) -> Answer:
    """Take a customer off a list."""
    membering.remove(call.by, call.path["listId"], call.path["customerId"])
    return Answer(204)


@app.route("GET", "/customers/{customerId}/lists", scope=READ, query="ListQuery", returns="CustomerList", many=True)
def list_lists_of_customer(call: Call) -> dict[str, Any]:
    """List the static lists that a customer is on."""
    part = part_of(call, newest_first=False, **prefix("list#"))
    return answer_of(call, membering.lists_of(call.by, call.path["customerId"], part))
