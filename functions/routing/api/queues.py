"""Queues: where work waits."""

from typing import Any

from onestop.errors import Conflict, VersionMismatch
from onestop.http import Call, answer_of, part_of
from routing.api.door import ADMIN, READ, app
from routing.service import desk

ALL, ONE = "/queues", "/queues/{queueId}"


@app.route("POST", ALL, scope=ADMIN, body="NewQueue", returns="Queue", status=201, location=ALL + "/{id}",
           errors=(Conflict,))  # fmt: skip
def create_queue(call: Call) -> dict[str, Any]:
    """Make a queue."""
    return desk.create(call.by, desk.QUEUES, call.body, call.once)


@app.route("GET", ALL, scope=READ, query="ListQuery", returns="Queue", many=True)
def list_queues(call: Call) -> dict[str, Any]:
    """List the queues in the order of their making, the retired ones too."""
    part = part_of(call, newest_first=False, **desk.bounds(desk.QUEUES))
    return answer_of(call, desk.listed(call.by, desk.QUEUES, part))


@app.route("GET", ONE, scope=READ, returns="Queue")
def get_queue(call: Call) -> dict[str, Any]:
    """Get one queue."""
    return desk.shown(call.by, desk.QUEUES, call.path["queueId"])


@app.route("PATCH", ONE, scope=ADMIN, body="QueuePatch", returns="Queue", errors=(VersionMismatch,))
def change_queue(call: Call) -> dict[str, Any]:
    """Change a queue; what is given out from now on goes by it."""
    return desk.change(call.by, desk.QUEUES, call.path["queueId"], call.body, call.if_match)


@app.route("DELETE", ONE, scope=ADMIN, status=204, errors=(Conflict, VersionMismatch))
def retire_queue(call: Call) -> None:
    """Take a queue out of use, once nothing needs it any more."""
    desk.retire(call.by, desk.QUEUES, call.path["queueId"], call.if_match)
