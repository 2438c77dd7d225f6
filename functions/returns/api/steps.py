"""What becomes of a return."""

from typing import Any

from onestop.errors import NotReturnable, RequestInProgress, WrongState
from onestop.http import Call
from returns.api.door import APPROVE, RECEIVE, WRITE, app
from returns.service import deciding, inspecting

RETURN = "/returns/{returnId}"
LATE = (WrongState, RequestInProgress)


@app.route("POST", RETURN + "/approval", scope=APPROVE, returns="Return", errors=LATE)
def approve_return(call: Call) -> dict[str, Any]:
    """Say that the pieces may be sent back."""
    return deciding.approve(call.by, call.path["returnId"], call.once)


@app.route("POST", RETURN + "/rejection", scope=APPROVE, body="Refusal", returns="Return", errors=LATE)
def reject_return(call: Call) -> dict[str, Any]:
    """Refuse a return, and say why."""
    return deciding.reject(call.by, call.path["returnId"], call.body, call.once)


@app.route("POST", RETURN + "/cancellation", scope=WRITE, body="Withdrawal", returns="Return", errors=LATE)
def cancel_return(call: Call) -> dict[str, Any]:
    """Withdraw a return of which nothing has arrived."""
    return deciding.cancel(call.by, call.path["returnId"], call.body, call.once)


@app.route("POST", RETURN + "/receipt", scope=RECEIVE, body="Receipt", returns="Return", errors=LATE)
def receive_return(call: Call) -> dict[str, Any]:
    """Note what has arrived; it may be less than was announced."""
    return deciding.receive(call.by, call.path["returnId"], call.body, call.once)


@app.route("POST", RETURN + "/inspection", scope=RECEIVE, body="Inspection", returns="Return",
           errors=(*LATE, NotReturnable))  # fmt: skip
def inspect_return(call: Call) -> dict[str, Any]:
    """Note what the pieces turned out to be; from then on their money moves by itself."""
    return inspecting.inspect(call.by, call.path["returnId"], call.body, call.once)


@app.route("POST", RETURN + "/retry", scope=APPROVE, returns="Return", errors=LATE)
def retry_return(call: Call) -> dict[str, Any]:
    """Set the money in motion once more, after a refund that failed."""
    return inspecting.retry(call.by, call.path["returnId"], call.once)
