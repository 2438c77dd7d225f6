"""Items past their time to live are deleted within seconds, and the stream says so.

MiniStack looks once a minute and deletes without a stream record, so that a relay never learns of an expiry.
"""

import asyncio
import os
import threading
import time
from collections.abc import Iterator
from typing import Any

from ministack.core.responses import request_scope
from ministack.services import dynamodb

from local.engine.activity import activity
from local.engine.background import repeat
from local.engine.journal.log import journal

FIVE_YEARS = 5 * 365 * 86400  # DynamoDB leaves items alone that expired longer ago
_EXPIRED_BY_DYNAMODB = {"type": "Service", "principalId": "dynamodb.amazonaws.com"}
_MINISTACKS_OWN = "dynamodb-ttl-reaper"

_ministack_removes = dynamodb._remove_item

Expired = tuple[tuple[str, str, str], dict[str, Any]]


def apply() -> None:
    dynamodb._remove_item = _remove_unless_reaper
    repeat(_expire, float(os.environ.get("ONESTOP_TTL_SECONDS", "3")))


def _remove_unless_reaper(table: dict, *key: Any) -> Any:
    # MiniStack's own thread started with the import and cannot be stopped; it may look, but not touch.
    if threading.current_thread().name == _MINISTACKS_OWN:
        return None
    return _ministack_removes(table, *key)


async def _expire() -> None:
    expired = await asyncio.to_thread(lambda: list(_expired(time.time())))
    for scope, item in expired:
        _delete(scope, item)
    if expired:
        activity.note()


def _expired(now: float) -> Iterator[Expired]:
    for scope, setting in dynamodb._ttl_settings.all_items():
        table = dynamodb._tables.get_scoped(*scope)
        if setting.get("TimeToLiveStatus") != "ENABLED" or not table:
            continue
        for partition in list(table["items"].values()):
            for item in list(partition.values()):
                if now - FIVE_YEARS < _expires_at(item, setting["AttributeName"]) <= now:
                    yield scope, item


def _expires_at(item: dict[str, Any], attribute: str) -> float:
    return float(item.get(attribute, {}).get("N", "inf"))


def _delete(scope: tuple[str, str, str], item: dict[str, Any]) -> None:
    """Delete `item` if it still is what it was. Runs on the event loop, like every other write."""
    account, region, name = scope
    with request_scope(account, region):
        table = dynamodb._tables.get(name)
        keys = {key: item[key] for key in (table["pk_name"], table["sk_name"]) if key} if table else {}
        if not table or _current(table, keys) is not item:
            return
        before = len(dynamodb._stream_records.get(name) or [])
        with journal:
            dynamodb._delete_item({"TableName": name, "Key": keys})
            for record in (dynamodb._stream_records.get(name) or [])[before:]:
                record["userIdentity"] = _EXPIRED_BY_DYNAMODB


def _current(table: dict, keys: dict[str, Any]) -> dict[str, Any] | None:
    partition, sort, _ = dynamodb._resolve_table_key_values(table, keys, allow_extra=False)
    return table["items"].get(partition, {}).get(sort)
