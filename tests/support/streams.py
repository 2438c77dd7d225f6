"""Streams that go on, where a LocalStack has moto for its DynamoDB.

After a cancelled transaction moto puts a copy in the place of the table, and who reads the stream goes on reading that
of the old one, where nothing happens any more. The cure: notice it, and have LocalStack begin to read anew. Everything
is delivered again then, to consumers that know what they have seen.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Thread
from typing import Any

from botocore.exceptions import ClientError

from local.places import Place

_PAUSE_SECONDS = 1
_MANY = 100  # records after which a reader looks from a later place


@contextmanager
def kept_flowing(place: Place) -> Iterator[None]:
    """While the block runs, no stream of the place is left unread."""
    over = Event()
    thread = Thread(target=_watch, args=(place, over), daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _watch(place: Place, over: Event) -> None:
    streams, functions = place.client("dynamodbstreams"), place.client("lambda")
    readers: dict[str, _Reader] = {}
    while not over.wait(_PAUSE_SECONDS):
        for mapping in functions.list_event_source_mappings()["EventSourceMappings"]:
            arn = mapping.get("EventSourceArn", "")
            if ":dynamodb:" in arn and readers.setdefault(arn, _Reader(streams, arn)).is_severed():
                functions.update_event_source_mapping(UUID=mapping["UUID"])


@dataclass
class _Reader:
    """One who reads a stream as LocalStack does, and compares with what one sees who comes new."""

    streams: Any
    arn: str
    last: str | None = None
    iterator: str | None = None
    seen: list[str] = field(default_factory=list)

    def is_severed(self) -> bool:
        """Whether the table is not the one whose stream was read so far; from then on, that of the new one is."""
        try:
            now = self._read(self._fresh())
            mine = self._read(self.iterator) if self.iterator else now
        except ClientError as gone:
            if gone.response["Error"]["Code"] not in ("ResourceNotFoundException", "ValidationException"):
                raise
            return False
        severed = [each for each, _ in mine][: len(now)] != [each for each, _ in now]
        if severed or self.iterator is None or len(now) >= _MANY:
            self._begin_after(now)
        return severed

    def _begin_after(self, records: list[tuple[str, str]]) -> None:
        if records:
            self.last = records[-1][1]
        self.iterator = self._fresh()

    def _fresh(self) -> str:
        [shard] = self.streams.describe_stream(StreamArn=self.arn)["StreamDescription"]["Shards"]
        after = {"ShardIteratorType": "AFTER_SEQUENCE_NUMBER", "SequenceNumber": self.last}
        where = after if self.last else {"ShardIteratorType": "TRIM_HORIZON"}
        answer = self.streams.get_shard_iterator(StreamArn=self.arn, ShardId=shard["ShardId"], **where)
        return str(answer["ShardIterator"])

    def _read(self, iterator: str) -> list[tuple[str, str]]:
        """Id and position of each record."""
        records = self.streams.get_records(ShardIterator=iterator)["Records"]
        return [(each["eventID"], each["dynamodb"]["SequenceNumber"]) for each in records]
