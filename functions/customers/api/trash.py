"""The trash."""

from typing import Any

from customers.api.door import DELETE, app
from customers.service import changing, finding, purging
from onestop.errors import AlreadyTaken, RequestInProgress, VersionMismatch
from onestop.http import Answer, Call, answer_of, part_of


@app.route("GET", "/trash/customers", scope=DELETE, query="ListQuery", returns="Customer", many=True)
def list_trash(call: Call) -> dict[str, Any]:
    """List the customers in the trash."""
    return answer_of(call, finding.trash(call.by, part_of(call, newest_first=True)))


@app.route("POST", "/trash/customers/{customerId}/restore", scope=DELETE, returns="Customer",
           errors=(AlreadyTaken, RequestInProgress, VersionMismatch))  # fmt: skip
def restore_customer(call: Call) -> dict[str, Any]:
    """Take a customer out of the trash."""
    return changing.restore(call.by, call.path["customerId"], call.once)


@app.route("DELETE", "/trash/customers/{customerId}", scope=DELETE, status=204, errors=(VersionMismatch,))
def purge_customer(call: Call) -> Answer:
    """Remove a customer from the trash for good, with all that hangs on it."""
    purging.purge(call.by, call.path["customerId"], call.if_match)
    return Answer(204)
