"""Calendars, SLA policies, and how well they are kept."""

from typing import Any

from onestop.errors import Conflict, RequestInProgress, VersionMismatch
from onestop.http import Answer, Call, answer_of, part_of
from onestop.lists import prefix
from tickets.api.door import ADMIN, READ, app
from tickets.service import promising, recomputing, sla_report
from tickets.service.calendars import CALENDAR
from tickets.service.sla_policies import POLICY

CHANGED = (Conflict, RequestInProgress, VersionMismatch)


@app.route("POST", "/calendars", scope=ADMIN, body="NewCalendar", returns="Calendar", status=201,
           location="/calendars/{id}", errors=(Conflict, RequestInProgress))  # fmt: skip
def define_calendar(call: Call) -> dict[str, Any]:
    """Define business hours in a time zone, with holidays."""
    return promising.define(call.by, CALENDAR, call.body.whole(), call.once)


@app.route("GET", "/calendars", scope=READ, query="ListQuery", returns="Calendar", many=True)
def list_calendars(call: Call) -> dict[str, Any]:
    """List calendars, oldest first."""
    part = part_of(call, newest_first=False, **prefix("calendar#"))
    return answer_of(call, promising.listed(call.by, CALENDAR, part))


@app.route("GET", "/calendars/{calendarId}", scope=READ, returns="Calendar")
def get_calendar(call: Call) -> dict[str, Any]:
    """Get one calendar."""
    return dict(promising.seen(call.by, CALENDAR, call.path["calendarId"]).view())


@app.route("PATCH", "/calendars/{calendarId}", scope=ADMIN, body="CalendarPatch", returns="Calendar", errors=CHANGED)
def change_calendar(call: Call) -> dict[str, Any]:
    """Change a calendar; a week is replaced as a whole. Open tickets are recomputed."""
    return promising.change(call.by, CALENDAR, call.path["calendarId"], call.body.given(), call.if_match)


@app.route("DELETE", "/calendars/{calendarId}", scope=ADMIN, status=204, errors=CHANGED)
def delete_calendar(call: Call) -> Answer:
    """Delete a calendar that no policy counts by."""
    promising.delete(call.by, CALENDAR, call.path["calendarId"], call.if_match)
    return Answer(204)


@app.route("POST", "/sla-policies", scope=ADMIN, body="NewSlaPolicy", returns="SlaPolicy", status=201,
           location="/sla-policies/{id}", errors=(Conflict, RequestInProgress))  # fmt: skip
def define_sla_policy(call: Call) -> dict[str, Any]:
    """Promise something to the tickets for which a condition holds."""
    return promising.define(call.by, POLICY, call.body.whole(), call.once)


@app.route("GET", "/sla-policies", scope=READ, query="ListQuery", returns="SlaPolicy", many=True)
def list_sla_policies(call: Call) -> dict[str, Any]:
    """List policies, oldest first; the position says which one is asked first."""
    part = part_of(call, newest_first=False, **prefix("policy#"))
    return answer_of(call, promising.listed(call.by, POLICY, part))


@app.route("GET", "/sla-policies/{policyId}", scope=READ, returns="SlaPolicy")
def get_sla_policy(call: Call) -> dict[str, Any]:
    """Get one policy."""
    return dict(promising.seen(call.by, POLICY, call.path["policyId"]).view())


@app.route("PATCH", "/sla-policies/{policyId}", scope=ADMIN, body="SlaPolicyPatch", returns="SlaPolicy",
           errors=CHANGED)  # fmt: skip
def change_sla_policy(call: Call) -> dict[str, Any]:
    """Change a policy; condition, targets and warning are replaced as a whole. Open tickets are recomputed."""
    return promising.change(call.by, POLICY, call.path["policyId"], call.body.given(), call.if_match)


@app.route("DELETE", "/sla-policies/{policyId}", scope=ADMIN, status=204, errors=CHANGED)
def delete_sla_policy(call: Call) -> Answer:
    """Delete a policy; its open tickets are under the next one that is for them."""
    promising.delete(call.by, POLICY, call.path["policyId"], call.if_match)
    return Answer(204)


@app.route("GET", "/sla-recalculation", scope=READ, returns="SlaRecalculation")
def get_sla_recalculation(call: Call) -> dict[str, Any]:
    """Get how far open tickets have been brought to the present calendars and policies."""
    return recomputing.progress(call.by)


@app.route("GET", "/sla-report", scope=READ, query="SlaReportQuery", needs_query=True, returns="SlaReport")
def get_sla_report(call: Call) -> dict[str, Any]:
    """Get how many promises were kept, by team, agent or policy."""
    return sla_report.report(call.by, call.query)
