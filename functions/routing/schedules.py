"""What the clock asks for each minute: a look at what is due and no message came for."""

from collections.abc import Mapping
from typing import Any

from onestop.observe import logger, observed
from routing.service import looking


@observed
def handler(event: Mapping[str, str], context: Any) -> dict[str, int]:
    """`{"task": "Sweep"}`; how many items were looked at."""
    found = {"Sweep": looking.sweep}[event["task"]]()
    logger.info("schedule", task=event["task"], found=found)
    return {"found": found}
