"""The sandbox's webhooks: signed bytes, through a queue, to a door that has to believe nobody."""

import json
import os

from onestop import aws, clock
from onestop.text import to_json
from payments.domain.signature import signed
from payments.provider.port import Outcome

LATE_SECONDS = 1


def message(reference: str, operation: str, outcome: Outcome, secret: str) -> tuple[dict[str, str], bytes]:
    """The headers and the body of a webhook that tells an outcome."""
    said = {"reference": reference, "operation": operation, "id": outcome.id, "state": outcome.state,
            "amount": outcome.amount, "currency": outcome.currency, "reason": outcome.reason}  # fmt: skip
    body = to_json({"type": f"{operation}.{outcome.state}", "timestamp": clock.timestamp(), "data": said}).encode()
    return signed(secret, f"msg_{clock.new_id()}", clock.now(), body), body


def tell(reference: str, operation: str, outcome: Outcome, secret: str, times: int) -> None:
    """Send a webhook, the very same so many times, a moment later."""
    headers, body = message(reference, operation, outcome, secret)
    for _ in range(times):
        aws.call(
            "sqs", "SendMessage", QueueUrl=os.environ["WEBHOOKS_QUEUE"], DelaySeconds=LATE_SECONDS,
            MessageBody=json.dumps({"provider": "sandbox", "headers": headers, "body": body.decode()}),
        )  # fmt: skip
