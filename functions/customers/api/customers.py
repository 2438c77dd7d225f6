"""Customers themselves."""

from typing import Any

from customers.api.door import DELETE, READ, WRITE, app
from customers.service import batching, changing, finding, registering
from onestop.errors import AlreadyTaken, PossibleDuplicate, RequestInProgress, VersionMismatch
from onestop.http import Answer, Call, answer_of, part_of

TAKEN = (AlreadyTaken, PossibleDuplicate, RequestInProgress)


@app.route("POST", "/customers", scope=WRITE, body="NewCustomer", query="RegisterQuery", returns="Customer", status=201,
           location="/customers/{id}", errors=TAKEN)  # fmt: skip
def register_customer(call: Call) -> dict[str, Any]:
    """Register a person or an organisation."""
    return registering.register(call.by, call.body, call.once, allow_duplicates=call.query.allowDuplicates)


@app.route("GET", "/customers", scope=READ, query="CustomerQuery", returns="Customer", many=True)
def list_customers(call: Call) -> dict[str, Any]:
    """List customers: sorted, or by tag, owner, name, e-mail, phone or external id."""
    part = part_of(call, newest_first=finding.order(call.query)[1], **finding.bounds(call.query))
    return answer_of(call, finding.listed(call.by, call.query, part))


@app.route("GET", "/customers/{customerId}", scope=READ, returns="Customer")
def get_customer(call: Call) -> dict[str, Any]:
    """Get one customer."""
    return finding.seen(call.by, call.path["customerId"]).view()


@app.route("PATCH", "/customers/{customerId}", scope=WRITE, body="CustomerPatch", query="RegisterQuery",
           returns="Customer", errors=(*TAKEN, VersionMismatch))  # fmt: skip
def change_customer(call: Call) -> dict[str, Any]:
    """Change a customer by a merge patch."""
    allowed = call.query.allowDuplicates
    return changing.change(call.by, call.path["customerId"], call.body, call.if_match, allow_duplicates=allowed)


@app.route("DELETE", "/customers/{customerId}", scope=DELETE, status=204,
           errors=(VersionMismatch, RequestInProgress))  # fmt: skip
def trash_customer(call: Call) -> Answer:
    """Move a customer to the trash, where it stays for 30 days."""
    changing.trash(call.by, call.path["customerId"], call.if_match)
    return Answer(204)


@app.route("POST", "/customers/batch", scope=WRITE, body="Batch", returns="BatchResult", status=207)
def batch_customers(call: Call) -> dict[str, Any]:
    """Create or upsert up to 100 customers; each has a result of its own."""
    return batching.batch(call.by, call.body, call.once)
