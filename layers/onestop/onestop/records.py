"""Versioned records: what every change of one does, whatever the capability."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from onestop.errors import RequestInProgress, TooLarge, VersionMismatch
from onestop.events import Kind, mark
from onestop.identity import Caller
from onestop.tables import Row
from onestop.text import to_json

LARGEST = 64_000  # bytes of a view: an event shows it up to three times, and the bus takes 256 KB
TRIES = 5
ANY_VERSION = -1  # instead of a version: whatever is there
Made = TypeVar("Made")


def stamp(row: Row, kind: Kind, by: Caller, changed: Iterable[str] = (), at: str | None = None) -> None:
    """Make `row` its own next version, carrying the event that made it. `changed` are public field names.

    `at` is the moment of the event where the record goes by it: otherwise it is now, which may be a moment later.
    Raises `TooLarge` above 64 KB: the event holds the record and what it was before, and the bus takes 256 KB.
    """
    _must_fit(row.view())
    row.version = int(row.version or 0) + 1
    row.touched = {**(row.touched or {}), **dict.fromkeys(changed, row.version)}
    row.event = mark(kind, by, at)


def must_match(row: Row, if_match: int) -> None:
    """Raise `VersionMismatch`, with what has changed since, unless `if_match` is the version that is there."""
    if if_match in (ANY_VERSION, row.version):
        return
    view = row.view()
    newer = {name: view.get(name) for name, version in (row.touched or {}).items() if version > if_match}
    raise VersionMismatch(
        f"You changed version {if_match}; by now it is version {row.version}.",
        currentVersion=row.version,
        changed=newer,
    )


def _must_fit(view: Mapping[str, Any]) -> None:
    """Raise `TooLarge` for a record whose event the bus would not take."""
    if len(to_json(view).encode()) > LARGEST:
        raise TooLarge("A record holds at most 64 KB.")


def settled(work: Callable[[], Made]) -> Made:
    """What `work` makes, which reads a record and writes its next version: again where others came between.

    For changes that hold whatever the version is. Raises `RequestInProgress` where others keep coming between.
    """
    for _ in range(TRIES):
        try:
            return work()
        except VersionMismatch:
            continue
    raise RequestInProgress("Others are writing the same record; try again in a moment.")


def merged(target: Any, patch: Any) -> Any:
    """`target` with a JSON Merge Patch applied (RFC 7396, section 2)."""
    if not isinstance(patch, Mapping):
        return patch
    result = dict(target) if isinstance(target, Mapping) else {}
    for name, value in patch.items():
        if value is None:
            result.pop(name, None)
        else:
            result[name] = merged(result.get(name), value)
    return result
