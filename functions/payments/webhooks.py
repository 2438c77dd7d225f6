"""The sandbox provider's webhooks, as they come out of its queue: bytes and headers, believed like anybody's."""

import json
from collections.abc import Mapping
from typing import Any

from onestop.errors import OneStopError
from onestop.observe import logger, observed
from payments.service import hearing


@observed
def handler(event: Mapping[str, Any], context: Any) -> dict[str, Any]:
    """One webhook that is not taken is reported alone; after five tries it is in the dead-letter queue."""
    failed = [record["messageId"] for record in event["Records"] if not _heard(record)]
    return {"batchItemFailures": [{"itemIdentifier": each} for each in failed]}


def _heard(record: Mapping[str, Any]) -> bool:
    said = json.loads(record["body"])
    try:
        outcome = hearing.hear(said["provider"], said["headers"], said["body"].encode(), record["messageId"])
    except OneStopError as error:
        logger.warning("not taken", message_id=record["messageId"], code=error.code)
        return False
    logger.info("webhook", outcome=outcome)
    return True
