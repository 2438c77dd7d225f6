"""A capability's table on moto, made as its stack declares it."""

import importlib
import os
from typing import Any

import boto3

from tests.support.stacks import table_of

SECRET = "bm90IGEgc2VjcmV0LCBub3QgYSBzZWNyZXQs"  # all of them; in base64, as Standard Webhooks wants it


def create(capability: str) -> Any:
    """Make the table, forget connections of an earlier test, return boto3's view of it."""
    module = importlib.import_module(f"{capability}.table")
    name = module.Row.Meta.table_name
    boto3.client("dynamodb").create_table(TableName=name, **table_of(capability))
    _create_secret("test-cursor-secret", SECRET)
    if capability == "payments":
        _create_sandbox()
    if capability == "routing":
        _create_turns()
    return boto3.resource("dynamodb").Table(name)


def _create_sandbox() -> None:
    """What the provider has of its own: its table, its secret, the queue through which it tells something."""
    name = os.environ["SANDBOX_TABLE"]
    boto3.client("dynamodb").create_table(TableName=name, **table_of("payments", "SandboxTable"))
    boto3.client("sqs").create_queue(QueueName=os.environ["WEBHOOKS_QUEUE"].rpartition("/")[2])
    _create_secret(os.environ["SANDBOX_SECRET"], SECRET)


def _create_turns() -> None:
    """The queues in which routing tells itself that it is a queue's turn, and that something's time has come."""
    names = {door: os.environ[f"{door}_QUEUE"].rpartition("/")[2] for door in ("TURNS", "TIMEOUTS")}
    boto3.client("sqs").create_queue(QueueName=names["TURNS"], Attributes={"FifoQueue": "true"})
    boto3.client("sqs").create_queue(QueueName=names["TIMEOUTS"])


def _create_secret(name: str, value: str) -> None:
    secrets = boto3.client("secretsmanager")
    if name not in [each["Name"] for each in secrets.list_secrets()["SecretList"]]:
        secrets.create_secret(Name=name, SecretString=value)
