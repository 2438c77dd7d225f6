"""The machine and the versions that a figure belongs to."""

import os
import platform
import subprocess
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from bench.places import ROOT

_LIBRARIES = {
    "boto3": "boto3",
    "pynamodb": "pynamodb",
    "chalice": "chalice",
    "pydantic": "pydantic",
    "powertools": "aws-lambda-powertools",
}


def machine() -> str:
    """Processor, cores, Python and the libraries that a request passes through, on one line."""
    libraries = ", ".join(f"{name} {version(package)}" for name, package in _LIBRARIES.items())
    return f"{_processor()}, {os.cpu_count()} cores, Python {platform.python_version()}, {libraries}"


def stamp() -> dict[str, str]:
    """When, on what and at which commit (marked `+` where the tree has changes that it has not) was measured."""
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%MZ")
    return {"at": now, "commit": _commit(), "machine": machine()}


def _processor() -> str:
    """The model that Linux knows; elsewhere the architecture has to do."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else platform.processor() or platform.machine()


def _commit() -> str:
    git = ["git", "-C", str(ROOT), "describe", "--always", "--abbrev=7", "--exclude=*", "--dirty=+"]
    try:
        done = subprocess.run(git, capture_output=True, text=True, check=False)  # noqa: S603  no input of others
    except FileNotFoundError:
        return "unknown"  # an unpacked archive on a machine without git is measured as well
    return done.stdout.strip() or "unknown"
