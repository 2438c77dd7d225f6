"""The contracts of the last release, which clients out there were built against."""

import json
from datetime import date
from pathlib import Path

from infra.contracts import compat, files
from infra.contracts.schemas import Json
from infra.contracts.sources import ROOT

RELEASED = ROOT / "infra" / "released"
SUFFIX = ".schema.json"


def breaks(released: Path = RELEASED) -> list[str]:
    """What would break a client of the last release; nothing where there was none."""
    if not released.exists():
        return []
    was, now = (json.loads(path.read_text("utf-8")) for path in (released / "openapi.json", files.DOCUMENT))
    return compat.of_document(was, now) + _events(_schemas(released / "events"), _schemas(files.EVENTS))


def release(reason: str | None = None, released: Path = RELEASED) -> list[str]:
    """Make today's contracts the released ones, and return what broke.

    Where something would break, nothing is released, unless a reason is given; that is kept beside the contracts.
    """
    broken = breaks(released)
    if broken and not reason:
        return broken
    _copy(released)
    if broken:
        with (released / "breaking.md").open("a", encoding="utf-8") as notes:
            changes = "".join(f"- {each}\n" for each in broken)
            notes.write(f"## {date.today().isoformat()}, {files.version()}\n\n{reason}\n\n{changes}\n")
    return broken


def _copy(released: Path) -> None:
    (released / "events").mkdir(parents=True, exist_ok=True)
    for old in (released / "events").rglob(f"*{SUFFIX}"):
        old.unlink()
    (released / "openapi.json").write_bytes(files.DOCUMENT.read_bytes())
    for path in files.EVENTS.glob(f"*/*{SUFFIX}"):
        target = released / "events" / path.relative_to(files.EVENTS)
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(path.read_bytes())


def _schemas(folder: Path) -> dict[str, Json]:
    found = sorted(folder.glob(f"*/*{SUFFIX}"))
    return {str(path.relative_to(folder)).removesuffix(SUFFIX): json.loads(path.read_text("utf-8")) for path in found}


def _events(was: dict[str, Json], now: dict[str, Json]) -> list[str]:
    found = []
    for name, schema in was.items():
        if name in now:
            found += [f"event {name}: {each}" for each in compat.of_event(schema, now[name])]
        elif not _followed(name, was):
            found.append(f"event {name} is gone, and no release has published a newer version beside it")
    return found


def _followed(name: str, was: dict[str, Json]) -> bool:
    """Whether the last release had a newer version already, so that everybody had the time to change over."""
    stem, _, version = name.rpartition(".v")
    versions = [int(other.rpartition(".v")[2]) for other in was if other.rpartition(".v")[0] == stem]
    return max(versions) > int(version)
