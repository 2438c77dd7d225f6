"""What was acknowledged survives: every change is in the journal on the disk before its answer leaves.

MiniStack saves only when it is stopped cleanly, service by service in place, in a JSON that user data can break (an
attribute called `__bytes__` makes a table unreadable). It forgets the records of the DynamoDB streams, so that events
not yet delivered are lost, and leaves messages invisible that were in the hands of a function when it stopped.
"""

import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ministack import app
from ministack.core import persistence
from ministack.services import lambda_svc

from local.engine.background import repeat, run_soon
from local.engine.checkpoints import Checkpoints, Due
from local.engine.durable import bus, executions, files, logs, positions, queues, resuming, services, tables
from local.engine.inside import stays_inside
from local.engine.journal.log import journal
from local.engine.journal.recovery import recover
from local.engine.journal.writer import NotDurable
from local.engine.serving import announce, when_serving
from local.home import RECOVERED

_NOTES = (tables, queues, bus, positions, logs, executions, services)
_HOOKS = (tables, queues, bus, positions, executions, resuming, files, services)
_LAST_ANSWERS_SECONDS = 1
_MEGABYTE = 1024 * 1024

_ministack_sends = app._send_response
_ministack_streams = app._send_streaming_response


def apply() -> None:
    """Bring back what was there, and journal from now on. Raises JournalDamaged, OSError."""
    folder = Path(persistence.STATE_DIR)
    recovered = recover(folder, {kind: replay for module in _NOTES for kind, replay in module.REPLAYS.items()})
    journal.open(folder, recovered.last, _give_up)
    app.load_state = lambda service: recovered.services.pop(service, None)
    _leave_word(folder / RECOVERED, recovered.report(_clock))
    for module in _HOOKS:
        module.apply()
    _make_answers_wait()
    _make_deliveries_wait()
    _make_checkpoints(folder)
    # Until the new snapshot is in place the old one still refers to the code that MiniStack would delete here.
    lambda_svc._prune_orphan_code_blobs = _keep


def _make_answers_wait() -> None:
    app._send_response = _when_on_disk(_ministack_sends)
    app._send_streaming_response = _when_on_disk(_ministack_streams)


def _make_deliveries_wait() -> None:
    """A function that is called before the engine answers could call nobody, and would fail for that."""
    begin_polling = lambda_svc._ensure_poller
    lambda_svc._ensure_poller = lambda: when_serving(begin_polling)
    run_soon(announce)


def _make_checkpoints(folder: Path) -> None:
    due = Due(
        seconds=float(os.environ.get("ONESTOP_CHECKPOINT_SECONDS", "300")),
        size=int(float(os.environ.get("ONESTOP_CHECKPOINT_MEGABYTES", "64")) * _MEGABYTE),
    )
    checkpoints = Checkpoints(folder, app._build_persistence_save_dict, journal, due)
    app.save_all = lambda _services: checkpoints.save_now()
    repeat(checkpoints.save_if_due, min(1.0, due.seconds))


def _when_on_disk(send_response: Callable[..., Any]) -> Callable[..., Any]:
    """Send an answer when what it tells of is on the disk, and an error if it never will be."""

    async def send_when_on_disk(send: Callable, *response: Any, **details: Any) -> None:
        try:
            if not stays_inside():
                await journal.on_disk()
        except NotDurable as error:
            await _ministack_sends(send, *_refusal(error))
            return
        await send_response(send, *response, **details)

    return send_when_on_disk


def _refusal(error: NotDurable) -> tuple[int, dict[str, str], str]:
    """A 503 that AWS's own clients take for one that may be repeated."""
    body = f'{{"__type": "ServiceUnavailable", "message": "Not saved, and not done: {error}"}}'
    return 503, {"Content-Type": "application/x-amz-json-1.0"}, body


def _give_up(error: OSError) -> None:
    """What is in the memory now is not on the disk and must not be shown to anybody: the next start begins from the
    disk, where everything is that was acknowledged."""
    # First, as the log may be on the same disk.
    threading.Timer(_LAST_ANSWERS_SECONDS, os._exit, (1,)).start()
    print(f"The journal cannot be written, so the engine stops: {error}", file=sys.stderr, flush=True)


def _leave_word(path: Path, report: str | None) -> None:
    """For `onestop up`, which shows it."""
    path.unlink(missing_ok=True)
    if report:
        path.write_text(report)
        print(report, file=sys.stderr, flush=True)


def _clock(moment: float) -> str:
    return time.strftime("%H:%M:%S", time.localtime(moment))


def _keep(_referenced: set[str]) -> None:
    """Superseded code stays in the folder until the next `reset`."""
