"""Functions' and layers' zips, unpacked once each and shared by all workers that run them."""

import hashlib
import io
import tempfile
import zipfile
from pathlib import Path


def unpacked(archive: bytes, cache: Path) -> Path:
    """The folder below `cache` that holds the content of the zip `archive`."""
    folder = cache / hashlib.sha256(archive).hexdigest()
    if not folder.exists():
        cache.mkdir(parents=True, exist_ok=True)
        _unpack(archive, folder)
    return folder


def _unpack(archive: bytes, folder: Path) -> None:
    with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
        fresh = Path(scratch, "code")
        with zipfile.ZipFile(io.BytesIO(archive)) as content:
            content.extractall(fresh)
        fresh.mkdir(exist_ok=True)
        try:
            fresh.rename(folder)
        except OSError:
            # Another worker unpacked the same content in the meantime; its folder is as good as ours.
            if not folder.exists():
                raise
