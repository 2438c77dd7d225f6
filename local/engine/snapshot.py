"""The engine's state as one file, replaced in one step: a crash leaves the old one or the new one, never a mixture."""

import gc
import io
import os
import pickle
from pathlib import Path
from typing import Any, BinaryIO

from local.engine.journal.segments import sync_folder

_NAME = "engine.snapshot"
_CONTAINERS = {"dict", "list", "set", "frozenset", "tuple", "bytearray"}
_PLAIN = {
    ("collections", "defaultdict"),
    ("collections", "deque"),
    ("collections", "OrderedDict"),
    ("datetime", "datetime"),
    ("datetime", "timedelta"),
    ("datetime", "timezone"),
    ("decimal", "Decimal"),
    ("ministack.core.responses", "AccountRegionScopedDict"),
    ("ministack.core.responses", "AccountScopedDict"),
}


def write(folder: Path, services: dict[str, Any]) -> None:
    """Save the states by service. Raises OSError, or pickle.PicklingError with the old file untouched."""
    fresh = folder / f"{_NAME}.new"
    with fresh.open("wb") as file:
        pickle.dump(services, file, protocol=pickle.HIGHEST_PROTOCOL)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(folder / _NAME)
    # The rename itself must reach the disk, too.
    sync_folder(folder)


def read(folder: Path) -> dict[str, Any]:
    """The states by service; empty when nothing was ever saved. Raises pickle.UnpicklingError on a damaged file."""
    # Millions of new objects and no garbage: the collector would look at them again and again.
    gc.disable()
    try:
        with (folder / _NAME).open("rb") as file:
            return _DataOnly(file).load()
    except FileNotFoundError:
        return {}
    finally:
        gc.freeze()
        gc.enable()


def loads(data: bytes) -> Any:
    """One pickled piece of state. Raises pickle.UnpicklingError like `read`."""
    return _DataOnly(io.BytesIO(data)).load()


def saved_at(folder: Path) -> float | None:
    """When the state was saved, in seconds; None when it never was."""
    try:
        return (folder / _NAME).stat().st_mtime
    except FileNotFoundError:
        return None


def delete(folder: Path) -> None:
    """Forget everything saved."""
    (folder / _NAME).unlink(missing_ok=True)


class _DataOnly(pickle.Unpickler):
    """Reads data, runs no code: any other class in the file is refused."""

    def __init__(self, file: BinaryIO | io.BytesIO) -> None:
        super().__init__(file)

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _PLAIN or (module == "builtins" and name in _CONTAINERS):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} has no place in a snapshot")
