"""What the clock asks for: a look each minute at whether rules hold."""

from collections.abc import Mapping
from typing import Any

from floor.service import watching
from onestop.observe import logger, observed


@observed
def handler(event: Mapping[str, str], context: Any) -> dict[str, int]:
    """`{"task": "Sweep"}`; how many tenants it was about."""
    found = {"Sweep": watching.sweep}[event["task"]]()
    logger.info("schedule", task=event["task"], found=found)
    return {"found": found}
