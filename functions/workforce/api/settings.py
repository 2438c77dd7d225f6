"""How a tenant works."""

from typing import Any

from onestop.errors import RequestInProgress
from onestop.http import Call
from workforce.api.door import ADMIN, READ, app
from workforce.service import settings

SETTINGS = "/workforce-settings"


@app.route("GET", SETTINGS, scope=READ, returns="WorkforceSettings")
def get_workforce_settings(call: Call) -> dict[str, Any]:
    """Get what work weighs, why people are away and when silence counts."""
    return settings.of(call.by.tenant)


@app.route("PUT", SETTINGS, scope=ADMIN, body="WorkforceSettingsGiven", returns="WorkforceSettings", versioned=False,
           errors=(RequestInProgress,))  # fmt: skip
def decide_workforce_settings(call: Call) -> dict[str, Any]:
    """Decide all of it."""
    return settings.decide(call.by, call.body)
