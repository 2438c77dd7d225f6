"""The route of the timeline."""

from typing import Any

from onestop import lists
from onestop.http import Call, Door, answer_of, part_of
from timeline.service import reading

app = Door("timeline")


@app.route("GET", "/customers/{customerId}/timeline", scope="timeline:read", query="TimelineQuery", returns="Story")
def read_timeline(call: Call) -> dict[str, Any]:
    """Read a customer's story, newest first, with the card on its first page."""
    kind = call.query.kind
    part = part_of(call, newest_first=True, **(lists.prefix(f"{kind}#") if kind else {}))
    card, page = reading.story(call.by, call.path["customerId"], part, kind)
    return answer_of(call, page, card=card)
