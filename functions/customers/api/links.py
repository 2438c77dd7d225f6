"""Who belongs to whom."""

from typing import Any

from customers.api.door import READ, WRITE, app
from customers.service import linking
from onestop.errors import AlreadyTaken, VersionMismatch
from onestop.http import Answer, Call, answer_of, part_of
from onestop.lists import prefix


@app.route("POST", "/customers/{customerId}/links", scope=WRITE, body="NewLink", returns="Link", status=201,
           location="/customers/{customer}/links/{id}", errors=(AlreadyTaken,))  # fmt: skip
def add_link(call: Call) -> dict[str, Any]:
    """Say that a customer is something to another one: an employee, the parent company, the spouse."""
    return linking.link(call.by, call.path["customerId"], call.body, call.once)


@app.route("GET", "/customers/{customerId}/links", scope=READ, query="ListQuery", returns="Link", many=True)
def list_links(call: Call) -> dict[str, Any]:
    """List the links of a customer in both directions."""
    part = part_of(call, newest_first=False, **prefix("link#"))
    return answer_of(call, linking.links(call.by, call.path["customerId"], part))


@app.route("DELETE", "/customers/{customerId}/links/{linkId}", scope=WRITE, status=204, errors=(VersionMismatch,))
def remove_link(call: Call) -> Answer:
    """Remove a link, from either side."""
    linking.unlink(call.by, call.path["customerId"], call.path["linkId"], call.if_match)
    return Answer(204)
