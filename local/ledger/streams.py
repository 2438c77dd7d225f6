"""What the streams of the tables still say: for a day every change, with what was before and after it."""

import importlib
from collections.abc import Iterator
from typing import Any

from local.ledger.rows import base_of

_LAST_EMPTY = 5  # a shard that goes on may answer with nothing in between
Envelope = dict[str, Any]


def envelopes(dynamodb: Any, streams: Any, capability: str, table: str) -> Iterator[Envelope]:
    """What the relay of a capability publishes for its stream, from the oldest record that is kept (24 hours)."""
    base_of(capability, table)
    says = importlib.import_module(f"{capability}.relay").handler.says
    arn = dynamodb.describe_table(TableName=table)["Table"]["LatestStreamArn"]
    for shard in _shards(streams, arn):
        for record in _records(streams, arn, shard):
            if said := says(record):
                yield said


def _shards(streams: Any, arn: str) -> Iterator[str]:
    start: dict[str, str] = {}
    while True:
        found = streams.describe_stream(StreamArn=arn, **start)["StreamDescription"]
        yield from (each["ShardId"] for each in found["Shards"])
        if "LastEvaluatedShardId" not in found:
            return
        start = {"ExclusiveStartShardId": found["LastEvaluatedShardId"]}


def _records(streams: Any, arn: str, shard: str) -> Iterator[dict[str, Any]]:
    first = streams.get_shard_iterator(StreamArn=arn, ShardId=shard, ShardIteratorType="TRIM_HORIZON")
    position, empty = first["ShardIterator"], 0
    while position and empty < _LAST_EMPTY:
        page = streams.get_records(ShardIterator=position)
        position, empty = page.get("NextShardIterator"), 0 if page["Records"] else empty + 1
        yield from page["Records"]
