"""Rules that act by themselves, and the log of what they did."""

from typing import Any

from onestop.errors import Conflict, TryAgain, VersionMismatch
from onestop.http import Answer, Call, answer_of, part_of
from onestop.lists import prefix
from tickets.api.door import ADMIN, READ, app
from tickets.service import dry_running, rules, runs

RULES, RULE = "/automation-rules", "/automation-rules/{ruleId}"


@app.route("POST", RULES, scope=ADMIN, body="NewAutomationRule", returns="AutomationRule", status=201,
           location=RULES + "/{id}", errors=(Conflict,))  # fmt: skip
def define_rule(call: Call) -> dict[str, Any]:
    """Define what is done by itself because of events, or when a moment is long enough ago."""
    return rules.define(call.by, call.body, call.once)


@app.route("GET", RULES, scope=READ, query="ListQuery", returns="AutomationRule", many=True)
def list_rules(call: Call) -> dict[str, Any]:
    """List the rules in the order of their making; they act in that of their positions."""
    return answer_of(call, rules.listed(call.by, part_of(call, newest_first=False)))


@app.route("GET", RULE, scope=READ, returns="AutomationRule")
def get_rule(call: Call) -> dict[str, Any]:
    """Get one rule."""
    view: dict[str, Any] = rules.seen(call.by, call.path["ruleId"]).view()
    return view


@app.route("PATCH", RULE, scope=ADMIN, body="AutomationRulePatch", returns="AutomationRule",
           errors=(Conflict, VersionMismatch))  # fmt: skip
def change_rule(call: Call) -> dict[str, Any]:
    """Change a rule by a merge patch, or switch it on or off; trigger and condition are replaced, not merged."""
    return rules.change(call.by, call.path["ruleId"], call.body, call.if_match)


@app.route("DELETE", RULE, scope=ADMIN, status=204, errors=(VersionMismatch,))
def delete_rule(call: Call) -> Answer:
    """Throw a rule away; its log stays."""
    rules.delete(call.by, call.path["ruleId"], call.if_match)
    return Answer(204)


@app.route("POST", RULE + "/dry-run", scope=ADMIN, body="DryRun", once=False, returns="DryRunResult",
           errors=(TryAgain,))  # fmt: skip
def try_rule(call: Call) -> dict[str, Any]:
    """Show for which of the last tickets a rule would hold, and what would change; nothing is written."""
    return dry_running.dry_run(call.by, call.path["ruleId"], call.body.tickets)


@app.route("GET", RULE + "/runs", scope=READ, query="ListQuery", returns="AutomationRun", many=True)
def list_runs_of_rule(call: Call) -> dict[str, Any]:
    """List what came of a rule in the last 90 days, the latest first."""
    return answer_of(call, runs.of_rule(call.by, call.path["ruleId"], part_of(call, newest_first=True)))


@app.route("GET", "/tickets/{ticketId}/automation-runs", scope=READ, query="ListQuery", returns="AutomationRun",
           many=True)  # fmt: skip
def list_runs_on_ticket(call: Call) -> dict[str, Any]:
    """List what rules did to a ticket in the last 90 days, the latest first."""
    part = part_of(call, newest_first=True, **prefix("run#"))
    return answer_of(call, runs.of_ticket(call.by, call.path["ticketId"], part))
