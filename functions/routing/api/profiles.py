"""Profiles: which queues agents serve, and in which order."""

from typing import Any

from onestop.errors import Conflict, VersionMismatch
from onestop.http import Call, answer_of, part_of
from routing.api.door import ADMIN, READ, app
from routing.service import desk

ALL, ONE = "/routing-profiles", "/routing-profiles/{profileId}"


@app.route("POST", ALL, scope=ADMIN, body="NewProfile", returns="Profile", status=201, location=ALL + "/{id}",
           errors=(Conflict,))  # fmt: skip
def create_routing_profile(call: Call) -> dict[str, Any]:
    """Make a routing profile."""
    return desk.create(call.by, desk.PROFILES, call.body, call.once)


@app.route("GET", ALL, scope=READ, query="ListQuery", returns="Profile", many=True)
def list_routing_profiles(call: Call) -> dict[str, Any]:
    """List the routing profiles in the order of their making, the retired ones too."""
    part = part_of(call, newest_first=False, **desk.bounds(desk.PROFILES))
    return answer_of(call, desk.listed(call.by, desk.PROFILES, part))


@app.route("GET", ONE, scope=READ, returns="Profile")
def get_routing_profile(call: Call) -> dict[str, Any]:
    """Get one routing profile."""
    return desk.shown(call.by, desk.PROFILES, call.path["profileId"])


@app.route("PATCH", ONE, scope=ADMIN, body="ProfilePatch", returns="Profile", errors=(VersionMismatch,))
def change_routing_profile(call: Call) -> dict[str, Any]:
    """Change a routing profile; what is given out from now on goes by it."""
    return desk.change(call.by, desk.PROFILES, call.path["profileId"], call.body, call.if_match)


@app.route("DELETE", ONE, scope=ADMIN, status=204, errors=(Conflict, VersionMismatch))
def retire_routing_profile(call: Call) -> None:
    """Take a routing profile out of use, once nothing needs it any more."""
    desk.retire(call.by, desk.PROFILES, call.path["profileId"], call.if_match)
