"""Policies: how work finds its agent."""

from typing import Any

from onestop.errors import Conflict, VersionMismatch
from onestop.http import Call, answer_of, part_of
from routing.api.door import ADMIN, READ, app
from routing.service import desk, trying

ALL, ONE = "/routing-policies", "/routing-policies/{policyId}"


@app.route("POST", ALL, scope=ADMIN, body="NewPolicy", returns="Policy", status=201, location=ALL + "/{id}",
           errors=(Conflict,))  # fmt: skip
def create_routing_policy(call: Call) -> dict[str, Any]:
    """Make a routing policy."""
    return desk.create(call.by, desk.POLICIES, call.body, call.once)


@app.route("GET", ALL, scope=READ, query="ListQuery", returns="Policy", many=True)
def list_routing_policies(call: Call) -> dict[str, Any]:
    """List the routing policies in the order of their making, the retired ones too."""
    part = part_of(call, newest_first=False, **desk.bounds(desk.POLICIES))
    return answer_of(call, desk.listed(call.by, desk.POLICIES, part))


@app.route("GET", ONE, scope=READ, returns="Policy")
def get_routing_policy(call: Call) -> dict[str, Any]:
    """Get one routing policy."""
    return desk.shown(call.by, desk.POLICIES, call.path["policyId"])


@app.route("PATCH", ONE, scope=ADMIN, body="PolicyPatch", returns="Policy", errors=(VersionMismatch,))
def change_routing_policy(call: Call) -> dict[str, Any]:
    """Change a routing policy; what is given out from now on goes by it."""
    return desk.change(call.by, desk.POLICIES, call.path["policyId"], call.body, call.if_match)


@app.route("DELETE", ONE, scope=ADMIN, status=204, errors=(Conflict, VersionMismatch))
def retire_routing_policy(call: Call) -> None:
    """Take a routing policy out of use, once nothing needs it any more."""
    desk.retire(call.by, desk.POLICIES, call.path["policyId"], call.if_match)


@app.route("POST", ONE + "/dry-run", scope=ADMIN, body="NewDryRun", returns="DryRun", once=False)
def try_routing_policy(call: Call) -> dict[str, Any]:
    """Tell who would get an item of work by a policy now, and why; nobody gets anything."""
    return trying.dry_run(call.by, call.path["policyId"], call.body)
