"""A return that was inspected begins the saga that moves its money."""

import json
import os

from botocore.exceptions import ClientError

from onestop import aws
from onestop.events import Event

SAGA = "return"


def execution(return_id: str, attempt: int) -> str:
    """The name of the saga of an attempt: the return's id, and for those after the first their number behind it."""
    return return_id if attempt == 1 else f"{return_id}-{attempt}"


def begin(event: Event) -> None:
    """Start the saga of a return's attempt. Delivered again, the event finds that it runs, or has run, already."""
    record = event.data["record"]
    asked = {
        "tenant": event.tenant,
        "correlation": event.correlation,
        "order": record["order"],
        "return": record["id"],
    }
    try:
        aws.call(
            "states",
            "StartExecution",
            stateMachineArn=os.environ["SAGAS"] + SAGA,
            name=execution(record["id"], record["attempt"]),
            input=json.dumps(asked),
        )
    except ClientError as refused:
        if refused.response["Error"]["Code"] != "ExecutionAlreadyExists":
            raise
