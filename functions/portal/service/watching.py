"""Health: whether the tables are there and no event lies in a dead-letter queue."""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from onestop import aws
from onestop.errors import TryAgain
from onestop.observe import logger
from onestop.remembered import Remembered

KEPT = 10  # seconds: however many ask, the tables are looked at once in that time
OWNED = 300  # seconds for which it is remembered what each capability has


def health() -> dict[str, Any]:
    """The state of each capability and the worst of them as that of all.

    `degraded` means that an event waits in a dead-letter queue. Raises `TryAgain` where a table or a queue cannot be
    reached.
    """
    states = _seen.of(os.environ["WATCHED"])
    if "down" in states.values():
        raise TryAgain("Some capabilities cannot serve at the moment.", capabilities=states)
    return {"status": "degraded" if "degraded" in states.values() else "ok", "capabilities": states}


def _look(path: str) -> dict[str, str]:
    watched = _owned.of(path)
    with ThreadPoolExecutor(max_workers=8) as pool:
        return dict(zip(watched, pool.map(_state, watched, watched.values()), strict=True))


def _read(path: str) -> dict[str, Any]:
    """What each capability has said of itself, `{"table": <name>, "failures": [<queue url>]}`: 1 call for each ten."""
    found: dict[str, Any] = {}
    position: dict[str, str] = {}
    while True:
        page = aws.call("ssm", "GetParametersByPath", Path=path, **position)
        found |= {each["Name"].rpartition("/")[2]: json.loads(each["Value"]) for each in page["Parameters"]}
        if not page.get("NextToken"):
            return dict(sorted(found.items()))
        position = {"NextToken": page["NextToken"]}


def _state(capability: str, owned: dict[str, Any]) -> str:
    try:
        if not _is_there(owned["table"]):
            return "down"
        return "degraded" if any(_holds_something(queue) for queue in owned["failures"]) else "ok"
    except (BotoCoreError, ClientError) as failure:
        logger.warning("not seen", capability=capability, failure=type(failure).__name__)
        return "down"


def _is_there(table: str) -> bool:
    return bool(
        aws.call("dynamodb", "DescribeTable", TableName=table)["Table"]["TableStatus"] in ("ACTIVE", "UPDATING")
    )


def _holds_something(queue: str) -> bool:
    name = "ApproximateNumberOfMessages"
    answer = aws.call("sqs", "GetQueueAttributes", QueueUrl=queue, AttributeNames=[name])
    return int(answer["Attributes"][name]) > 0


_seen = Remembered(_look, KEPT)
_owned = Remembered(_read, OWNED)
