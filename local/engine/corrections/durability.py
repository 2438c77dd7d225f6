"""What was acknowledged survives: a checkpoint follows every change within seconds, and misses nothing.

MiniStack saves only when it is stopped cleanly, service by service in place, in a JSON that user data can break (an
attribute called `__bytes__` makes a table unreadable). It forgets the records of the DynamoDB streams, so that events
not yet delivered are lost, and leaves messages invisible that were in the hands of a function when it stopped.
"""

import marshal
import os
import time
from pathlib import Path
from typing import Any

from ministack import app
from ministack.core import persistence
from ministack.services import dynamodb, lambda_svc, sqs

from local.engine import snapshot
from local.engine.background import repeat
from local.engine.checkpoints import Checkpoints

_FORMAT = 4  # of marshal: the same from Python 3.4 on

_ministack_saves_tables = dynamodb.get_state
_ministack_restores_tables = dynamodb.load_persisted_state
_ministack_restores_queues = sqs.load_persisted_state


def apply() -> None:
    folder = Path(persistence.STATE_DIR)
    checkpoints = Checkpoints(folder, app._build_persistence_save_dict)
    saved = snapshot.read(folder)
    app.load_state = lambda service: saved.pop(service, None)
    app.save_all = lambda _services: checkpoints.save_now()
    dynamodb.get_state = _tables_with_streams
    dynamodb.load_persisted_state = _restore_tables_with_streams
    sqs.load_persisted_state = _restore_queues
    # Until the new snapshot is in place the old one still refers to the code that MiniStack would delete here.
    lambda_svc._prune_orphan_code_blobs = _keep
    repeat(checkpoints.save_if_changed, float(os.environ.get("ONESTOP_CHECKPOINT_SECONDS", "2")))


def _tables_with_streams() -> dict[str, Any]:
    """MiniStack's state of the tables, with the items and the stream records packed into `bulk`.

    They are most of all there is, and plain data: marshal takes a quarter of the time that pickle needs for them, and
    keeps what an item and its stream record share. Only called in the checkpoint's own process, so it may take apart.
    """
    state = _ministack_saves_tables()
    items = {scope: dict(table.pop("items")) for scope, table in state["tables"].all_items()}
    records = dict(dynamodb._stream_records.all_items())
    return {**state, "stream_trimmed": dynamodb._stream_trimmed, "bulk": marshal.dumps((items, records), _FORMAT)}


def _restore_tables_with_streams(data: dict[str, Any]) -> None:
    items, records = marshal.loads(data["bulk"])  # noqa: S302 - our own file; marshal builds data and runs nothing
    for scope, table in data["tables"].all_items():
        table["items"] = items[scope]
    _ministack_restores_tables(data)
    dynamodb._stream_trimmed.update(data["stream_trimmed"])
    for scope, told in records.items():
        dynamodb._stream_records.set_scoped(*scope, told)


def _restore_queues(data: dict[str, Any]) -> None:
    """Whoever had received a message is gone: it is visible again. A delayed message keeps its delay."""
    _ministack_restores_queues(data)
    now = time.time()
    for queue in sqs._queues.all_values():
        for message in queue["messages"]:
            if message.get("receive_count"):
                message["visible_at"] = min(message["visible_at"], now)


def _keep(_referenced: set[str]) -> None:
    """Superseded code stays in the folder until the next `reset`."""
