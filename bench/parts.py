"""The parts of the bench, and how one is run: in a process of its own, so that none finds the traces of another."""

import importlib
import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any, Protocol

from rich.table import Table

PARTS = ("units", "request", "cold", "system", "flood", "routing", "assigning")

Section = dict[str, Any]
Say = Callable[[str], None]


class Part(Protocol):
    """What a part's module offers."""

    def measure(self, say: Say) -> Section:
        """Measure; `say` tells how far it is."""

    def tables(self, section: Section) -> list[Table]:
        """What was measured, to be read."""


def part(name: str) -> Part:
    """The module of a part; ModuleNotFoundError where there is none."""
    found: Part = importlib.import_module(f"bench.{name}")  # type: ignore[assignment]
    return found


def measured(name: str) -> Section | None:
    """The section of a part, measured in a new process; None if it failed, after it has said why."""
    done = subprocess.run([sys.executable, "-m", "bench.parts", name], stdout=subprocess.PIPE, check=False)  # noqa: S603  ourselves
    return json.loads(done.stdout) if done.returncode == 0 else None


def main(name: str) -> None:
    """Measure one part: progress goes to stderr, the section to stdout, which nothing else writes to."""
    out, sys.stdout = sys.stdout, sys.stderr
    section = part(name).measure(lambda line: print(f"  {name}: {line}", file=sys.stderr, flush=True))
    json.dump(section, out)


if __name__ == "__main__":
    main(sys.argv[1])
