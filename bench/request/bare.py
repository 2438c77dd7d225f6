"""The measure: a handler that reads the event, makes its calls with a boto3 client, and answers what came."""

import json
from collections.abc import Callable
from typing import Any

import boto3
from botocore import xform_name

from bench.request.script import Operation


def bare(asked: list[tuple[str, dict[str, Any]]], operation: Operation) -> Callable[[], object]:
    """No framework, no check, no log: what anybody's first Lambda does, and nobody's last."""
    client = boto3.client("dynamodb")
    calls = [(getattr(client, xform_name(called)), parameters) for called, parameters in asked]

    def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
        json.loads(event["body"] or "null")
        for call, parameters in calls:
            found = call(**parameters)
        body = json.dumps(found.get("Item") or found.get("Items"))
        return {"statusCode": operation.status, "headers": {"Content-Type": "application/json"}, "body": body}

    return lambda: handler(operation.event, None)
