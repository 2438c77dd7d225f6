"""Build a function or layer the way `sam build` does with `BuildMethod: makefile`, and zip it reproducibly."""

import hashlib
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

# Zip knows no time before 1980, and a bundle must not change because a clock did.
_EPOCH = (1980, 1, 1, 0, 0, 0)
_MODE = 0o644 << 16


class BuildFailed(RuntimeError):
    """`make` said no; the message holds what it printed."""


def make(folder: Path, logical_id: str, artifacts: Path, vendor: str = "") -> Path:
    """Run `make build-<logical_id>` in `folder` and return `artifacts`, which then holds the unzipped bundle.

    `vendor` is make's VENDOR: `environment` where functions run on this very Python, which has the packages
    of the vendor layer installed already.
    """
    shutil.rmtree(artifacts, ignore_errors=True)
    artifacts.mkdir(parents=True)
    done = subprocess.run(  # noqa: S603 - the target is a logical id, which is alphanumeric
        ["make", "--silent", f"build-{logical_id}"],  # noqa: S607 - make is a documented requirement
        cwd=folder,
        env={"VENDOR": vendor, **os.environ, "ARTIFACTS_DIR": str(artifacts)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BuildFailed(f"make build-{logical_id} in {folder} failed:\n{(done.stdout + done.stderr).strip()}")
    return artifacts


def files(folder: Path) -> list[Path]:
    """Every file that belongs into a bundle, in a fixed order; of bytecode, what was compiled for the bundle."""
    found = (path for path in folder.rglob("*") if path.is_file() and (not _is_cached(path) or _lasts(path)))
    return sorted(found)


def _is_cached(path: Path) -> bool:
    return "__pycache__" in path.parts


def _lasts(path: Path) -> bool:
    """Whether bytecode is good whatever the date of its source: flags of an unchecked hash (PEP 552)."""
    with path.open("rb") as bytecode:
        return bytecode.read(8)[4:] == b"\1\0\0\0"


def fingerprint(folder: Path) -> str:
    """SHA-256 over names and contents; equal trees have equal fingerprints wherever they lie."""
    digest = hashlib.sha256()
    for path in files(folder):
        # Bytecode follows from its source, though not to the last bit: its name has to do.
        content = b"" if _is_cached(path) else path.read_bytes()
        digest.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def zipped(folder: Path, target: Path) -> Path:
    """`folder` as a zip at `target` that is the same byte for byte whenever the files are."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in files(folder):
            entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), _EPOCH)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, _MODE
            archive.writestr(entry, path.read_bytes())
    return target
