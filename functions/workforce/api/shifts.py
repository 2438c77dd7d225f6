"""Shifts."""

from typing import Any

from onestop.errors import Conflict, VersionMismatch
from onestop.http import Answer, Call, answer_of, part_of
from onestop.lists import prefix
from workforce.api.door import LEAD, READ, app
from workforce.service import planning

SHIFTS, SHIFT = "/shifts", "/shifts/{shiftId}"


@app.route("POST", SHIFTS, scope=LEAD, body="NewShift", returns="Shift", status=201, location="/shifts/{id}",
           errors=(Conflict,))  # fmt: skip
def plan_shift(call: Call) -> dict[str, Any]:
    """Plan a shift or a pause, once or weekly, of an agent or a team."""
    return planning.plan_shift(call.by, call.body, call.once)


@app.route("GET", SHIFTS, scope=READ, query="ShiftQuery", needs_query=True, returns="Shift", many=True)
def list_shifts(call: Call) -> dict[str, Any]:
    """List the shifts of an agent or a team, in the order of planning."""
    part = part_of(call, newest_first=False, **prefix("shift#"))
    return answer_of(call, planning.planned(call.by.tenant, call.query.agent or call.query.team, part))


@app.route("GET", SHIFT, scope=READ, returns="Shift")
def get_shift(call: Call) -> dict[str, Any]:
    """Get one shift."""
    return dict(planning.shift(call.by.tenant, call.path["shiftId"]).view())


@app.route("PATCH", SHIFT, scope=LEAD, body="ShiftPatch", returns="Shift", errors=(VersionMismatch,))
def change_shift(call: Call) -> dict[str, Any]:
    """Change when a shift takes place."""
    return planning.change_shift(call.by, call.path["shiftId"], call.body, call.if_match)


@app.route("DELETE", SHIFT, scope=LEAD, status=204, errors=(VersionMismatch,))
def cancel_shift(call: Call) -> Answer:
    """Cancel a shift, also one that is under way."""
    planning.cancel_shift(call.by, call.path["shiftId"], call.if_match)
    return Answer(204)
