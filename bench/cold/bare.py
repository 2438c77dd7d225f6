"""What a cold start is compared with: one client of boto3, one item, and nothing else."""

import os
from typing import Any

import boto3

client = boto3.client("dynamodb")


def handler(event: dict[str, Any], _: object) -> dict[str, Any]:
    """The item with the key in the event."""
    answer = client.get_item(TableName=os.environ["CUSTOMERS_TABLE"], Key=event["key"])
    return {"statusCode": 200, "body": answer["Item"]["name"]["S"]}
