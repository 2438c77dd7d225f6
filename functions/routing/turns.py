"""Queues whose turn it is, as they come out of the FIFO queue: one batch of a queue at a time."""

import json
from collections.abc import Mapping
from typing import Any

from onestop import clock
from onestop.identity import Caller
from onestop.observe import concerning, logger, observed
from routing.service import messages, turning


@observed
def handler(event: Mapping[str, Any], context: Any) -> dict[str, Any]:
    """One turn for each queue of the batch, however many messages it has: a turn looks at all that waits.

    All messages of a queue whose turn fails are reported; after five tries they are in the dead-letter queue.
    """
    asked: dict[tuple[str, str], dict[str, Any]] = {}
    for record in event["Records"]:
        said = json.loads(record["body"])
        turn = asked.setdefault((said["tenant"], said["queue"]), {"said": said, "ids": []})
        turn["ids"].append(record["messageId"])
    failed = [message for turn in asked.values() if not _taken(turn["said"]) for message in turn["ids"]]
    return {"batchItemFailures": [{"itemIdentifier": each} for each in failed]}


def _taken(said: Mapping[str, Any]) -> bool:
    concerning(said["tenant"], said["correlation"])
    by = Caller(said["tenant"], "system/routing", correlation=said["correlation"], causation=said["causation"])
    try:
        if not turning.take(by, said["queue"]):
            messages.turns(by, [said["queue"]], clock.new_id())
    except Exception:  # noqa: BLE001  whatever one queue does, the others have their turn
        logger.exception("no turn", queue=said["queue"])
        return False
    finally:
        concerning()
    return True
