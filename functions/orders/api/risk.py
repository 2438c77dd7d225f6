"""What is a risk, and the orders that somebody has to look at."""

from typing import Any

from onestop.errors import RequestInProgress, WrongState
from onestop.http import Call
from orders.api.door import ADMIN, READ, app
from orders.service import assessing, settings


@app.route("POST", "/orders/{orderId}/risk-clearance", scope=ADMIN, returns="Order",
           errors=(RequestInProgress, WrongState))  # fmt: skip
def clear_risk(call: Call) -> dict[str, Any]:
    """Take the risk of an order that was to be looked at; now it may be packed."""
    return assessing.clear(call.by, call.path["orderId"], call.once)


@app.route("GET", "/order-settings", scope=READ, returns="OrderSettings")
def get_settings(call: Call) -> dict[str, Any]:
    """Get what the tenant decided about its orders."""
    return settings.of(call.by.tenant)


@app.route("PUT", "/order-settings", scope=ADMIN, body="SettingsGiven", returns="OrderSettings", versioned=False,
           errors=(RequestInProgress,))  # fmt: skip
def decide_settings(call: Call) -> dict[str, Any]:
    """Decide how long pieces are held, and what is a risk."""
    return settings.decide(call.by, call.body)
