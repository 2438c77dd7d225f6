"""Lambda: how far the functions behind a stream have read, and which accepted events still have to run."""

from collections.abc import Callable
from typing import Any

from ministack.core.responses import get_account_id, get_region
from ministack.services import lambda_svc

from local.engine.journal.log import journal

Services = dict[str, Any]

_positions = lambda_svc._dynamodb_stream_positions


def apply() -> None:
    """Note where a new mapping begins: told to start at the end, it would else begin anew at a later end."""
    lambda_svc._init_stream_position = _noting_start(lambda_svc._init_stream_position)


def move(mapping_id: str, position: int) -> None:
    """Put the mapping at `position` of its stream, for good."""
    with journal:
        _positions[mapping_id] = position
        journal.note("position", (get_account_id(), get_region(), mapping_id), position)


def _noting_start(start: Callable[..., None]) -> Callable[..., None]:
    def start_and_note(mapping_id: str, *stream: str) -> None:
        if mapping_id in _positions:
            return
        with journal:
            start(mapping_id, *stream)
            if mapping_id in _positions:
                move(mapping_id, _positions[mapping_id])

    return start_and_note


def _replay_position(services: Services, scope: tuple[str, str, str], position: int) -> None:
    data = services.setdefault("lambda", {})
    data.setdefault("dynamodb_stream_positions", type(_positions)()).set_scoped(*scope, position)


def _replay_invocation(services: Services, key: str, invocation: dict[str, Any] | None) -> None:
    pending = services.setdefault("lambda", {}).setdefault("pending_invocations", {})
    if invocation is None:
        pending.pop(key, None)
    else:
        pending[key] = invocation


def _replay_attempts(services: Services, key: str, attempts: int) -> None:
    services["lambda"]["pending_invocations"][key]["attempts"] = attempts


REPLAYS = {"position": _replay_position, "invocation": _replay_invocation, "attempts": _replay_attempts}
