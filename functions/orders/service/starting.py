"""Starting sagas: an execution has the id of what it is for as its name, so it is started once."""

from __future__ import annotations

import json
import os

from botocore.exceptions import ClientError

from onestop import aws
from onestop.events import Event
from orders.service import timeline

THERE = "ExecutionAlreadyExists"  # it has run, or is running


def order(event: Event) -> None:
    """An order was placed: `order`, by the order's id."""
    _start("order", event)


def shipment(event: Event) -> None:
    """Pieces were dispatched: `shipment`, by the shipment's id."""
    _start("shipment", event)


def cancellation(event: Event) -> None:
    """Pieces of a confirmed order were cancelled: `cancellation`, by the cancellation's id."""
    _start("cancellation", event)


def _start(saga: str, event: Event) -> None:
    record = event.data["record"]
    said = {"tenant": event.tenant, "correlation": event.correlation, saga: record["id"]}
    try:
        aws.call(
            "states", "StartExecution", stateMachineArn=os.environ["SAGAS"] + saga, name=record["id"],
            input=json.dumps({"order": record.get("order"), **said}),
        )  # fmt: skip
    except ClientError as failure:
        if failure.response["Error"]["Code"] != THERE:
            raise
    timeline.note(event)
