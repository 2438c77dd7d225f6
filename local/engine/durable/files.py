"""The files that MiniStack keeps beside its state: objects of S3 and the code of functions."""

import os
from collections.abc import Callable
from pathlib import Path

from ministack.services import lambda_svc, s3

from local.engine.journal.segments import sync_folder

_synchronised: set[str] = set()


def apply() -> None:
    """Put each file on the disk when it is written; MiniStack leaves that to the operating system."""
    s3._atomic_write = _write
    lambda_svc._write_code_blob = _synchronising(lambda_svc._write_code_blob)


def _write(path: str, data: bytes | str, *, text: bool = False) -> None:
    """Replace a file in one step, readable by its owner only. Raises OSError."""
    fresh = Path(f"{path}.tmp")
    content = data.encode() if text else data
    with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    sync_folder(fresh.parent)


def _synchronising(write_blob: Callable[[bytes], str]) -> Callable[[bytes], str]:
    def write_and_synchronise(code: bytes) -> str:
        name = write_blob(code)
        if name not in _synchronised:
            path = Path(lambda_svc.CODE_BLOB_DIR, f"{name}.zip")
            with path.open("rb") as file:
                os.fsync(file.fileno())
            sync_folder(path.parent)
            _synchronised.add(name)
        return name

    return write_and_synchronise
