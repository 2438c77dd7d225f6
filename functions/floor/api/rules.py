"""What has to be told."""

from typing import Any

from floor.api.door import LEAD, READ, app
from floor.service import ruling
from onestop.errors import Conflict, VersionMismatch
from onestop.http import Call, page

RULES, RULE = "/floor/alert-rules", "/floor/alert-rules/{ruleId}"


@app.route("POST", RULES, scope=LEAD, body="NewAlertRule", returns="AlertRule", status=201, location=RULES + "/{id}",
           errors=(Conflict,))  # fmt: skip
def create_alert_rule(call: Call) -> dict[str, Any]:
    """Say what has to be told: a wait, a length, tickets at risk, a word. There are 100 rules at most."""
    return ruling.create(call.by, call.body, call.once)


@app.route("GET", RULES, scope=READ, returns="AlertRule", many=True)
def list_alert_rules(call: Call) -> dict[str, Any]:
    """List all rules, the oldest first."""
    return page([row.view() for row in ruling.rules(call.by.tenant)], None)


@app.route("GET", RULE, scope=READ, returns="AlertRule")
def get_alert_rule(call: Call) -> dict[str, Any]:
    """Get one rule."""
    return ruling.there(call.by.tenant, call.path["ruleId"]).view()


@app.route("PATCH", RULE, scope=LEAD, body="AlertRulePatch", returns="AlertRule", errors=(VersionMismatch,))
def change_alert_rule(call: Call) -> dict[str, Any]:
    """Change a rule, or switch it off: what it has raised is cleared within a minute."""
    return ruling.change(call.by, call.path["ruleId"], call.body, call.if_match)
