"""What was told."""

from typing import Any

from floor.api.door import LEAD, app
from floor.service import alerting
from onestop.errors import WrongState
from onestop.http import Call, answer_of, part_of


@app.route("GET", "/floor/alerts", scope=LEAD, query="AlertQuery", returns="Alert", many=True)
def list_alerts(call: Call) -> dict[str, Any]:
    """List alerts, the newest first; those that are up, or those that were cleared."""
    return answer_of(call, alerting.listed(call.by, call.query.state, part_of(call, newest_first=True)))


@app.route("POST", "/floor/alerts/{alertId}/acknowledgement", scope=LEAD, returns="Alert", errors=(WrongState,))
def acknowledge_alert(call: Call) -> dict[str, Any]:
    """Say that one looks after it. The alert stays up until what it tells of is over."""
    return alerting.acknowledge(call.by, call.path["alertId"], call.once)
