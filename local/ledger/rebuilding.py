"""An event from the record that carries it, for when its stream has forgotten it (after 24 hours)."""

import json
from collections.abc import Iterator
from typing import Any

from local.ledger.rows import base_of
from local.ledger.scanning import scanned
from onestop import events
from onestop.tables import key

Envelope = dict[str, Any]


def envelopes(dynamodb: Any, capability: str, table: str, log: str, wanted: set[str]) -> Iterator[Envelope]:
    """The last event of each record whose event is `wanted` (ids), as it was published but for what was before.

    `changes` are told against what the table `log` knows of the record: exact where that has all earlier versions.
    """
    base = base_of(capability, table)
    for page in scanned(dynamodb, table, only_with="event"):
        for item in page:
            if json.loads(item["event"]["S"])["id"] in wanted:
                yield _envelope(dynamodb, log, base.from_raw_data(dict(item)))


def _envelope(dynamodb: Any, log: str, row: Any) -> Envelope:
    said = events.envelope(row, None)
    before = _before(dynamodb, log, key(said["tenant"], "record", said["subject"]), said["sequence"])
    said["data"]["changes"] = events.changes(before, said["data"]["record"])
    return said


def _before(dynamodb: Any, log: str, record: str, sequence: int) -> dict[str, Any]:
    """The record as the log knows it before a version: one change after the other."""
    pages = dynamodb.get_paginator("query").paginate(
        TableName=log,
        KeyConditionExpression="pk = :record AND sk < :version",
        ExpressionAttributeValues={":record": {"S": record}, ":version": {"S": f"{sequence:012d}"}},
    )
    view: dict[str, Any] = {}
    for entry in (each for page in pages for each in page["Items"]):
        view |= {name: change["after"] for name, change in json.loads(entry["changes"]["S"]).items()}
    return view
