"""The routes of portal: what anybody may read."""

from typing import Any

from onestop.http import Answer, Call, Door
from portal.service import reading, watching

app = Door("portal")

HTML = "text/html; charset=utf-8"
FIVE_MINUTES = "public, max-age=300"
NOTHING_FOREIGN = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"


@app.route("GET", "/openapi.json", public=True, returns=dict[str, Any])
def get_openapi(call: Call) -> Answer:
    """Get the OpenAPI document of the whole API."""
    return Answer(200, reading.openapi(), {"Cache-Control": FIVE_MINUTES})


@app.route("GET", "/docs", public=True, media=HTML)
def read_docs(call: Call) -> Answer:
    """Read the same as a page."""
    headers = {"Cache-Control": FIVE_MINUTES, "Content-Security-Policy": NOTHING_FOREIGN}
    return Answer(200, reading.docs(), headers, HTML)


@app.route("GET", "/health", public=True, returns="Health")
def get_health(call: Call) -> dict[str, Any]:
    """See whether every capability can serve."""
    return watching.health()
