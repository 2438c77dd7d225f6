"""A capability's table on moto, made as its stack declares it."""

import importlib
from typing import Any

import boto3

from tests.support.stacks import table_of


def create(capability: str) -> Any:
    """Make the table, forget connections of an earlier test, return boto3's view of it."""
    module = importlib.import_module(f"{capability}.table")
    name = module.Row.Meta.table_name
    boto3.client("dynamodb").create_table(TableName=name, **table_of(capability))
    _create_secret()
    return boto3.resource("dynamodb").Table(name)


def _create_secret() -> None:
    """The one that signs the cursors of all capabilities."""
    secrets = boto3.client("secretsmanager")
    if not secrets.list_secrets()["SecretList"]:
        secrets.create_secret(Name="test-cursor-secret", SecretString="not a secret")
