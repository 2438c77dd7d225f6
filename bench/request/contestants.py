"""Who runs: the real door, a bare handler with a boto3 client, and the transport alone."""

import os
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from bench.request.bare import bare
from bench.request.script import operations, rehearsed
from bench.stub import answering
from onestop import aws

Contestants = Mapping[str, Callable[[], object]]


def each_operation() -> Iterator[tuple[str, Contestants]]:
    """The name of each operation and those who run it, while a stub plays DynamoDB for them."""
    os.environ["ONESTOP_TRANSPORT"] = "thin"
    for name, operation in operations().items():
        calls = rehearsed(operation)
        with answering({f"DynamoDB_20120810.{called}": answer for called, _, answer in calls}) as endpoint:
            os.environ["AWS_ENDPOINT_URL"] = endpoint
            asked = [(called, parameters) for called, parameters, _ in calls]
            yield name, {"ours": operation.run, "bare": bare(asked, operation), "limit": _limit(asked)}


def _limit(asked: list[tuple[str, dict[str, Any]]]) -> Callable[[], object]:
    def run() -> list[dict[str, Any]]:
        return [aws.call("dynamodb", called, **parameters) for called, parameters in asked]

    return run
