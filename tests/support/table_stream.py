"""The stream of a table on moto, as a relay gets it: what is new since the last look."""

from typing import Any

import boto3
from moto.core import DEFAULT_ACCOUNT_ID
from moto.dynamodb.models import dynamodb_backends


class TableStream:
    """A table's stream, read from its beginning on."""

    def __init__(self, table: str) -> None:
        self._table, self._client = table, boto3.client("dynamodbstreams")
        arn = boto3.client("dynamodb").describe_table(TableName=table)["Table"]["LatestStreamArn"]
        [shard] = self._client.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"]
        self._where = {"StreamArn": arn, "ShardId": shard["ShardId"]}
        self._from = {"ShardIteratorType": "TRIM_HORIZON"}
        self._read = 0

    def records(self) -> list[dict[str, Any]]:
        """The records that nobody has read yet, which count as read now. Where there are none, moto is not asked."""
        found: list[dict[str, Any]] = []
        while self._written() > self._read and (page := self._page()):
            found += page
            self._read += len(page)
            last = page[-1]["dynamodb"]["SequenceNumber"]
            self._from = {"ShardIteratorType": "AFTER_SEQUENCE_NUMBER", "SequenceNumber": last}
        return found

    def _written(self) -> int:
        """How many records there are, in the table as it is now: a transaction taken back puts another in its place."""
        backend = dynamodb_backends[DEFAULT_ACCOUNT_ID][self._client.meta.region_name]
        return len(backend.tables[self._table].stream_shard.items)

    def _page(self) -> list[dict[str, Any]]:
        # A new iterator each time, for the same reason.
        iterator = self._client.get_shard_iterator(**self._where, **self._from)["ShardIterator"]
        return list(self._client.get_records(ShardIterator=iterator)["Records"])
