"""Following a customer: everybody for himself."""

from typing import Any

from customers.api.door import READ, app
from customers.service import changing
from onestop.errors import Conflict, RequestInProgress
from onestop.http import Call


@app.route("PUT", "/customers/{customerId}/following", scope=READ, returns="Customer", versioned=False,
           errors=(Conflict, RequestInProgress))  # fmt: skip
def follow_customer(call: Call) -> dict[str, Any]:
    """Follow a customer."""
    return changing.follow(call.by, call.path["customerId"], following=True)


@app.route("DELETE", "/customers/{customerId}/following", scope=READ, returns="Customer", versioned=False,
           errors=(RequestInProgress,))  # fmt: skip
def unfollow_customer(call: Call) -> dict[str, Any]:
    """Follow a customer no longer."""
    return changing.follow(call.by, call.path["customerId"], following=False)
