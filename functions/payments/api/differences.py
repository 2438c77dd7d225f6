"""What we and the provider do not agree about."""

from typing import Any

from onestop.errors import CardDataRefused, WrongState
from onestop.http import Call, answer_of, part_of
from payments.api.door import ADMIN, READ, app
from payments.service import differing


@app.route("GET", "/differences", scope=READ, query="DifferenceQuery", returns="Difference", many=True)
def list_differences(call: Call) -> dict[str, Any]:
    """List differences, the newest first; the open or the settled ones."""
    return answer_of(call, differing.listed(call.by, call.query.state, part_of(call, newest_first=True)))


@app.route("GET", "/differences/{differenceId}", scope=READ, returns="Difference")
def get_difference(call: Call) -> dict[str, Any]:
    """Get one difference."""
    return differing.shown(call.by, call.path["differenceId"])


@app.route("POST", "/differences/{differenceId}/settlement", scope=ADMIN, body="Settlement", returns="Difference",
           errors=(CardDataRefused, WrongState))  # fmt: skip
def settle_difference(call: Call) -> dict[str, Any]:
    """Say what was found out and done about a difference."""
    return differing.settle(call.by, call.path["differenceId"], call.body, call.once)
