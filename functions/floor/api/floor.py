"""The floor now, and what an agent did."""

from typing import Any

from floor.api.door import READ, app
from floor.service import looking, remembering
from onestop.errors import BadParameter
from onestop.http import Answer, Call


@app.route("GET", "/floor", scope=READ, returns="Floor", besides={304: ("application/json", None)})
def get_floor(call: Call) -> Answer:
    """See the floor: queues, teams, agents, alerts. With If-None-Match, 304 where nothing has changed."""
    asked = call.headers.get("if-none-match")
    if asked and asked == looking.tag(looking.stamp(call.by.tenant)):
        return Answer(304, None, {"ETag": asked})
    found = looking.seen(call.by)
    return Answer(200, found, {"ETag": looking.tag(found["version"])})


@app.route("GET", "/floor/queues/{queueId}", scope=READ, returns="QueueWithLine")
def get_floor_queue(call: Call) -> dict[str, Any]:
    """See the numbers of one queue and who has waited longest in it."""
    return looking.queue(call.by, call.path["queueId"])


@app.route("GET", "/floor/agents/{agentId}/timeline", scope=READ, query="TimelineQuery", returns="Timeline",
           errors=(BadParameter,))  # fmt: skip
def get_agent_timeline(call: Call) -> dict[str, Any]:
    """See an agent's states and work between two moments, and the occupancy."""
    return remembering.timeline(call.by, call.path["agentId"], call.query)
