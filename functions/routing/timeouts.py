"""Work whose moment has come, as it comes out of the delay queue."""

import json
from collections.abc import Mapping
from typing import Any

from onestop.identity import Caller
from onestop.observe import concerning, logger, observed
from routing.service import looking


@observed
def handler(event: Mapping[str, Any], context: Any) -> dict[str, Any]:
    """One message that is not taken is reported alone; after five tries it is in the dead-letter queue."""
    failed = [record["messageId"] for record in event["Records"] if not _looked_at(record)]
    return {"batchItemFailures": [{"itemIdentifier": each} for each in failed]}


def _looked_at(record: Mapping[str, Any]) -> bool:
    said = json.loads(record["body"])
    concerning(said["tenant"], said["correlation"])
    by = Caller(said["tenant"], "system/routing", correlation=said["correlation"], causation=said["causation"])
    try:
        looking.come(by, said["work"], record["messageId"])
    except Exception:  # noqa: BLE001  whatever one item does, the others are looked at
        logger.exception("not looked at", work=said["work"])
        return False
    finally:
        concerning()
    return True
