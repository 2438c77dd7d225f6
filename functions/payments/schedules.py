"""What the clock asks for: a look each minute at what waits, and the books of yesterday each day."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from onestop import clock
from onestop.observe import logger, observed
from payments.service import reconciling, sweeping


@observed
def handler(event: Mapping[str, str], context: Any) -> dict[str, int]:
    """`{"task": "Sweep"}` or `{"task": "Reconcile"}`; how many payments or tenants it was about."""
    found = {"Sweep": sweeping.sweep, "Reconcile": _reconcile_yesterday}[event["task"]]()
    logger.info("schedule", task=event["task"], found=found)
    return {"found": found}


def _reconcile_yesterday() -> int:
    yesterday = clock.rfc3339(clock.now() - timedelta(days=1))[:10]
    return reconciling.open_everywhere(yesterday)
