"""What the clock asks for: a look each minute at who fell silent, and at what the plans say."""

from collections.abc import Mapping
from typing import Any

from onestop.observe import logger, observed
from workforce.service import sweeping


@observed
def handler(event: Mapping[str, str], context: Any) -> dict[str, int]:
    """`{"task": "Sweep"}`; how many agents it was about."""
    found = {"Sweep": sweeping.sweep}[event["task"]]()
    logger.info("schedule", task=event["task"], found=found)
    return {"found": found}
