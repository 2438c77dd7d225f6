"""EventBridge: an event is accepted, archived and given to its targets, all of it or nothing."""

from collections.abc import Callable
from typing import Any

from ministack.core.responses import get_account_id, get_region
from ministack.services import eventbridge

from local.engine.durable.borrowing import borrowed, replaced
from local.engine.journal.log import journal

Services = dict[str, Any]
Event = dict[str, Any]

_CONTENTS = "contents"

_ministack_saves = eventbridge.get_state
_ministack_restores = eventbridge.load_persisted_state


def apply() -> None:
    """Note what goes into an archive; what goes to a queue or a function is noted there, in the same record."""
    eventbridge._put_events = _together(eventbridge._put_events)
    eventbridge._archive_event = _noting_archived(eventbridge._archive_event)
    eventbridge.load_persisted_state = _restore


def definitions() -> dict[str, Any]:
    """MiniStack's state of the buses without the archives' events."""
    state = borrowed(_ministack_saves)
    return {**state, "archives": replaced(state["archives"], Events=[], EventCount=0)}


def _together(put: Callable[..., Any]) -> Callable[..., Any]:
    def put_events(*request: Any, **details: Any) -> Any:
        with journal:
            return put(*request, **details)

    return put_events


def _noting_archived(archive_event: Callable[..., None]) -> Callable[..., None]:
    def archive_and_note(event: Event, view: Any = None) -> None:
        with journal:
            before = _counts()
            archive_event(event, view)
            for name, count in _counts().items():
                if count > before[name]:
                    journal.note("archived", (get_account_id(), get_region(), name), event)

    return archive_and_note


def _counts() -> dict[str, int]:
    return {name: archive.get("EventCount", 0) for name, archive in eventbridge._archives.items()}


def _replay_archived(services: Services, scope: tuple[str, str, str], event: Event) -> None:
    unpack(services.setdefault("eventbridge", {})).setdefault(scope, []).append(event)


REPLAYS = {"archived": _replay_archived}


def unpack(data: dict[str, Any]) -> dict[tuple[str, str, str], list[Event]]:
    """The events of each archive, taken out of the saved state at the first call."""
    if _CONTENTS not in data:
        archives = data["archives"].all_items() if "archives" in data else ()
        data[_CONTENTS] = {scope: archive.get("Events", []) for scope, archive in archives}
    return data[_CONTENTS]


def _restore(data: dict[str, Any]) -> None:
    contents = unpack(data)
    _ministack_restores(data)
    for scope, archive in eventbridge._archives.all_items():
        events = contents.get(scope, [])
        archive.update(Events=events, EventCount=len(events))
