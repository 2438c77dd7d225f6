"""Messages to ourselves: a queue's turn, and a moment at which work has to be looked at."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import UTC, datetime
from math import ceil

from onestop import aws, clock
from onestop.errors import TryAgain
from onestop.identity import Caller
from onestop.text import to_json
from routing.domain.moments import seconds

AT_ONCE = 10  # messages of one call
LONGEST = 900  # seconds that SQS delays a message; who comes too early looks at what is still to come


def turns(by: Caller, queues: Iterable[str], cause: str) -> None:
    """Give queues a turn, once for each cause: 1 call of SQS for ten of them.

    One cause is one message, however often it is told within five minutes; two causes are two. What a message says is
    no cause: a second reason to look, which comes after the first look, must not be taken for the first.
    """
    entries = [_turn(by, queue, cause) for queue in sorted(queues)]
    for start in range(0, len(entries), AT_ONCE):
        part = [{"Id": str(number), **each} for number, each in enumerate(entries[start : start + AT_ONCE])]
        answer = aws.call("sqs", "SendMessageBatch", QueueUrl=os.environ["TURNS_QUEUE"], Entries=part)
        if answer.get("Failed"):
            raise TryAgain("Not all turns could be asked for.")


def _turn(by: Caller, queue: str, cause: str) -> dict[str, str]:
    said = {"tenant": by.tenant, "queue": queue, "correlation": by.correlation, "causation": by.causation}
    return {
        "MessageBody": to_json(said),
        "MessageGroupId": f"{by.tenant}.{queue}",
        "MessageDeduplicationId": f"{cause}.{queue}",
    }


def later(by: Caller, work_id: str, moment: str) -> None:
    """Have an item looked at at a moment, or as near before it as SQS can: 1 call of SQS."""
    delay = ceil((seconds(moment) or 0.0) - clock.now().timestamp())
    said = {"tenant": by.tenant, "work": work_id, "correlation": by.correlation, "causation": by.causation}
    aws.call(
        "sqs", "SendMessage", QueueUrl=os.environ["TIMEOUTS_QUEUE"], MessageBody=to_json(said),
        DelaySeconds=min(max(delay, 0), LONGEST),
    )  # fmt: skip


def stamp(moment: float) -> str:
    """A moment in seconds since 1970 as RFC 3339."""
    return clock.rfc3339(datetime.fromtimestamp(moment, UTC))
