"""The terms of a tenant."""

from typing import Any

from onestop.errors import VersionMismatch
from onestop.http import Call
from returns.api.door import APPROVE, READ, app
from returns.service import settings


@app.route("GET", "/return-settings", scope=READ, returns="ReturnSettings")
def get_return_settings(call: Call) -> dict[str, Any]:
    """Look up on which terms goods are taken back."""
    return settings.current(call.by).view()


@app.route("PUT", "/return-settings", scope=APPROVE, body="NewReturnSettings", returns="ReturnSettings",
           errors=(VersionMismatch,))  # fmt: skip
def put_return_settings(call: Call) -> dict[str, Any]:
    """Replace the terms; for what is requested from then on."""
    return settings.put(call.by, call.body, call.if_match)
