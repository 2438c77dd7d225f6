"""What leads say to work. Each says why; the event keeps it."""

from typing import Any

from onestop.errors import Forbidden, Invalid, RequestInProgress, WrongState
from onestop.http import Call
from routing.api.door import LEAD, app
from routing.service import leading

WORK = "/work/{workId}"
REFUSED = (WrongState, RequestInProgress)


@app.route("POST", WORK + "/move", scope=LEAD, body="Move", returns="Work", errors=(Invalid, *REFUSED))
def move_work(call: Call) -> dict[str, Any]:
    """Move work to another queue, with its place kept."""
    return leading.move(call.by, call.path["workId"], call.body, call.once)


@app.route("POST", WORK + "/priority", scope=LEAD, body="Reprioritisation", returns="Work", errors=REFUSED)
def reprioritise_work(call: Call) -> dict[str, Any]:
    """Make work more or less urgent; that holds until the ticket's own priority changes."""
    return leading.reprioritise(call.by, call.path["workId"], call.body, call.once)


@app.route("POST", WORK + "/takeover", scope=LEAD, body="Takeover", returns="Work", errors=(Forbidden, *REFUSED))
def take_work_over(call: Call) -> dict[str, Any]:
    """Take work oneself, whoever has it."""
    return leading.take_over(call.by, call.path["workId"], call.body.reason, call.once)


@app.route("POST", WORK + "/assignment", scope=LEAD, body="Handover", returns="Work", errors=REFUSED)
def assign_work(call: Call) -> dict[str, Any]:
    """Give work to an agent, whoever has it and whatever they hold."""
    return leading.hand_over(call.by, call.path["workId"], call.body.agent, call.body.reason, call.once)
