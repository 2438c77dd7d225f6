"""Who is there."""

from typing import Any

from onestop.errors import NotFound, RequestInProgress, WrongState
from onestop.http import Call, answer_of, part_of
from workforce.api.door import READ, WRITE, app
from workforce.service import choosing, finding, intervals

PRESENCE = "/agents/{agentId}/presence"


@app.route("GET", "/presence", scope=READ, query="PresenceQuery", returns="Presence", many=True)
def list_presence(call: Call) -> dict[str, Any]:
    """List who is there and who is not, of all agents or of a team."""
    return answer_of(call, finding.presences(call.by, call.query, part_of(call, newest_first=False)))


@app.route("POST", "/presence/heartbeat", scope=WRITE, body="Heartbeat", returns="Presence", once=False,
           errors=(NotFound, RequestInProgress))  # fmt: skip
def take_heartbeat(call: Call) -> dict[str, Any]:
    """Say that the caller's console is there; the answer is the caller's presence."""
    return choosing.beat(call.by, resume=call.body.resume)


@app.route("GET", PRESENCE, scope=READ, returns="Presence")
def get_presence(call: Call) -> dict[str, Any]:
    """Get the presence of an agent."""
    return choosing.shown(call.by, call.path["agentId"])


@app.route("PUT", PRESENCE, scope=WRITE, body="PresenceGiven", returns="Presence", versioned=False,
           errors=(RequestInProgress, WrongState))  # fmt: skip
def set_presence(call: Call) -> dict[str, Any]:
    """Set the caller's presence; or, for those who lead, somebody else's, saying why."""
    return choosing.choose(call.by, call.path["agentId"], call.body)


@app.route("GET", "/agents/{agentId}/presence-intervals", scope=READ, query="IntervalQuery",
           returns="PresenceInterval", many=True)  # fmt: skip
def list_presence_intervals(call: Call) -> dict[str, Any]:
    """List how long an agent was in which state, in a time."""
    part = part_of(call, newest_first=False, **intervals.bounds(call.query))
    return answer_of(call, intervals.overlapping(call.by, call.path["agentId"], call.query, part))
