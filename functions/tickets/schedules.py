"""What the clock asks for: a look each minute at the tickets for which a moment has come."""

from collections.abc import Mapping
from typing import Any

from onestop.observe import logger, observed
from tickets.service import sweeping


@observed
def handler(event: Mapping[str, str], context: Any) -> dict[str, int]:
    """`{"task": "Sweep"}`; how many tickets were looked at."""
    found = {"Sweep": sweeping.sweep}[event["task"]]()
    logger.info("schedule", task=event["task"], found=found)
    return {"found": found}
