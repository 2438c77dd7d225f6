"""Work: where it stands, why it went to whom, and what those who are offered it say."""

from typing import Any

from onestop.errors import Forbidden, OfferOver, RequestInProgress, WrongState
from onestop.http import Call, answer_of, part_of
from onestop.lists import prefix
from routing.api.door import READ, WRITE, app
from routing.service import finding, offers

WORK = "/work/{workId}"


@app.route("GET", "/work", scope=READ, query="WorkQuery", returns="Work", many=True)
def list_work(call: Call) -> dict[str, Any]:
    """List the work of an agent, or of a queue in a state; what waits in the order of priority and place."""
    return answer_of(call, finding.listed(call.by, call.query, part_of(call, newest_first=False)))


@app.route("GET", WORK, scope=READ, returns="Standing")
def get_work(call: Call) -> dict[str, Any]:
    """Get one item of work; what waits with its position and the wait that is to be expected."""
    return finding.shown(call.by, call.path["workId"])


@app.route("GET", WORK + "/decisions", scope=READ, query="ListQuery", returns="Decision", many=True)
def list_decisions(call: Call) -> dict[str, Any]:
    """List who was given an item of work and why, the newest first."""
    part = part_of(call, newest_first=True, **prefix("decision#"))
    return answer_of(call, finding.decisions(call.by, call.path["workId"], part))


@app.route("POST", WORK + "/acceptance", scope=WRITE, returns="Work",
           errors=(Forbidden, OfferOver, RequestInProgress))  # fmt: skip
def accept_work(call: Call) -> dict[str, Any]:
    """Take what one is offered; a second time changes nothing."""
    return offers.accept(call.by, call.path["workId"], call.once)


@app.route("POST", WORK + "/decline", scope=WRITE, body="Refusal", returns="Work",
           errors=(Forbidden, OfferOver, RequestInProgress))  # fmt: skip
def decline_work(call: Call) -> dict[str, Any]:
    """Pass on what one is offered; it goes back to its place in line."""
    return offers.decline(call.by, call.path["workId"], call.body.reason, call.once)


@app.route("POST", WORK + "/completion", scope=WRITE, returns="Work",
           errors=(Forbidden, WrongState, RequestInProgress))  # fmt: skip
def complete_work(call: Call) -> dict[str, Any]:
    """Be done with what one has, so that there is room for more."""
    return offers.complete(call.by, call.path["workId"], call.once)
