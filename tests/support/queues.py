"""Queues on moto. It takes a hundred times longer to be told that a queue is empty than to see it."""

from collections.abc import Iterator
from typing import Any

import boto3
from moto.core import DEFAULT_ACCOUNT_ID
from moto.sqs.models import sqs_backends


def received(url: str, **how: Any) -> Iterator[list[dict[str, Any]]]:
    """What can be received now, in batches of up to ten; `how` goes to ReceiveMessage."""
    sqs = boto3.client("sqs")
    while _holds_something(url, sqs.meta.region_name):
        found = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, **how).get("Messages")
        if not found:
            return
        yield found


def drained(url: str, **how: Any) -> Iterator[dict[str, Any]]:
    """The same one by one, and each is gone once it was had."""
    sqs = boto3.client("sqs")
    for found in received(url, **how):
        for message in found:
            sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
            yield message


def _holds_something(url: str, region: str) -> bool:
    """Be it delayed, or received by somebody and not deleted yet."""
    return bool(sqs_backends[DEFAULT_ACCOUNT_ID][region].queues[url.rpartition("/")[2]]._messages)
