"""Leaves."""

from typing import Any

from onestop.errors import Conflict, VersionMismatch
from onestop.http import Answer, Call, answer_of, part_of
from onestop.lists import prefix
from workforce.api.door import LEAD, READ, app
from workforce.service import planning

LEAVES, LEAVE = "/leaves", "/leaves/{leaveId}"


@app.route("POST", LEAVES, scope=LEAD, body="NewLeave", returns="Leave", status=201, location="/leaves/{id}",
           errors=(Conflict,))  # fmt: skip
def plan_leave(call: Call) -> dict[str, Any]:
    """Plan when an agent is not there, whatever the shifts say."""
    return planning.plan_leave(call.by, call.body, call.once)


@app.route("GET", LEAVES, scope=READ, query="LeaveQuery", needs_query=True, returns="Leave", many=True)
def list_leaves(call: Call) -> dict[str, Any]:
    """List the leaves of an agent, in the order of planning."""
    part = part_of(call, newest_first=False, **prefix("leave#"))
    return answer_of(call, planning.planned(call.by.tenant, call.query.agent, part))


@app.route("GET", LEAVE, scope=READ, returns="Leave")
def get_leave(call: Call) -> dict[str, Any]:
    """Get one leave."""
    return dict(planning.leave(call.by.tenant, call.path["leaveId"]).view())


@app.route("PATCH", LEAVE, scope=LEAD, body="LeavePatch", returns="Leave", errors=(VersionMismatch,))
def change_leave(call: Call) -> dict[str, Any]:
    """Change a leave."""
    return planning.change_leave(call.by, call.path["leaveId"], call.body, call.if_match)


@app.route("DELETE", LEAVE, scope=LEAD, status=204, errors=(VersionMismatch,))
def cancel_leave(call: Call) -> Answer:
    """Cancel a leave."""
    planning.cancel_leave(call.by, call.path["leaveId"], call.if_match)
    return Answer(204)
