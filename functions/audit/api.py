"""The routes of the log."""

from typing import Any

from audit.service import history, searching
from onestop.errors import MissingScope
from onestop.http import Call, Door, answer_of, part_of

app = Door("audit")

READ = "audit:read"


@app.route("GET", "/audit", scope=READ, query="AuditQuery", returns="Entry", many=True)
def search_log(call: Call) -> dict[str, Any]:
    """Search the log, newest first: by record, by actor, by correlation or by time."""
    part = part_of(call, newest_first=True, **searching.bounds(call.query))
    return answer_of(call, searching.found(call.by, call.query, part))


@app.route("GET", "/audit/security", scope=READ, query="TimeQuery", returns="Entry", many=True)
def list_security_events(call: Call) -> dict[str, Any]:
    """List what concerns security, newest first: who got in, who may what, and what was tried, from which address."""
    part = part_of(call, newest_first=True, **searching.bounds(call.query))
    return answer_of(call, searching.security(call.by, part))


@app.route("GET", "/audit/{entryId}", scope=READ, returns="Entry")
def get_entry(call: Call) -> dict[str, Any]:
    """Get one entry of the log."""
    return searching.entry(call.by, call.path["entryId"]).view()


# The scope depends on what kind of thing it is: `customers:read` for a customer's history; see domain.SCOPES.
@app.route("GET", "/history/{things}/{recordId}", query="HistoryQuery", returns="Version", many=True,
           errors=(MissingScope,))  # fmt: skip
def read_history(call: Call) -> dict[str, Any]:
    """Read how a record came to be what it is, newest first, for everybody who may read the record."""
    part, field = part_of(call, newest_first=True), call.query.field
    answer = answer_of(call, history.history(call.by, call.path["things"], call.path["recordId"], part, field))
    return {**answer, "data": [history.version_of(entry, field) for entry in answer["data"]]}
