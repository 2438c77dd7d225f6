"""Forms by which anybody may open a ticket."""

from typing import Any

from onestop.errors import (
    IdempotencyKeyReused,
    Invalid,
    NeighbourUnavailable,
    NotFound,
    TooManyRequests,
    VersionMismatch,
)
from onestop.http import Answer, Call, answer_of, part_of
from onestop.http.body import FORM
from onestop.http.route import JSON
from onestop.lists import prefix
from onestop.once import Replayed
from tickets.api.door import ADMIN, READ, app
from tickets.service import web_asking, web_forms

HTML = "text/html; charset=utf-8"
PAGE = {"Content-Security-Policy": web_asking.POLICY, "Referrer-Policy": "no-referrer"}


@app.route("POST", "/web-forms", scope=ADMIN, body="NewWebForm", returns="WebForm", status=201,
           location="/web-forms/{id}")  # fmt: skip
def create_web_form(call: Call) -> dict[str, Any]:
    """Make a form by which anybody may open a ticket."""
    return web_forms.create(call.by, call.body, call.once)


@app.route("GET", "/web-forms", scope=READ, query="ListQuery", returns="WebForm", many=True)
def list_web_forms(call: Call) -> dict[str, Any]:
    """List all forms."""
    return answer_of(call, web_forms.forms(call.by, part_of(call, newest_first=False, **prefix("form#"))))


@app.route("GET", "/web-forms/{formId}", scope=READ, returns="WebForm")
def get_web_form(call: Call) -> dict[str, Any]:
    """Get one form."""
    return web_forms.form(call.by, call.path["formId"])


@app.route("PUT", "/web-forms/{formId}", scope=ADMIN, body="NewWebForm", returns="WebForm", errors=(VersionMismatch,))
def put_web_form(call: Call) -> dict[str, Any]:
    """Replace a form; one that is not active takes nothing."""
    return web_forms.replace(call.by, call.path["formId"], call.body, call.if_match)


@app.route("GET", "/public/forms/{key}", public=True, query="WebFormQuery", media=HTML, errors=(NotFound,))
def read_web_form(call: Call) -> Answer:
    """Read the page of a form; nobody has to log in."""
    shown = web_asking.page(call.path["key"], call.query.lang, call.headers.get("accept-language"))
    return Answer(200, shown, PAGE, HTML)


@app.route("POST", "/public/forms/{key}", public=True, once=False, query="WebFormQuery", body="WebSubmission",
           accepts=(JSON, FORM), returns="WebReceipt", status=201,
           errors=(NotFound, NeighbourUnavailable, TooManyRequests, IdempotencyKeyReused))  # fmt: skip
def submit_web_form(call: Call) -> Answer | dict[str, Any]:
    """Send a form: a page is answered with a page, a program with the number of the ticket."""
    if not call.headers.get("content-type", "").startswith(FORM):
        return {"number": _received(call)}
    asked = (call.query.lang if call.query else None) or _said(call).get("language")  # as the page was
    how = (asked, call.headers.get("accept-language"))
    try:
        number = _received(call)
    except (Invalid, TooManyRequests) as why:
        shown = web_asking.refused(call.path["key"], _said(call), *how, why)
        return Answer(why.status, shown, PAGE, HTML)
    return Answer(201, web_asking.received(call.path["key"], number, *how), PAGE, HTML)


def _received(call: Call) -> str:
    try:
        return web_asking.receive(call.by, call.path["key"], _said(call))
    except Replayed as replayed:  # the same page, sent twice
        return str(replayed.made["number"])


def _said(call: Call) -> dict[str, str]:
    return {name: str(value) for name, value in call.body.model_dump().items()}
