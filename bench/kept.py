"""What was measured last, of each part: bench/results/latest.json.

{"measured": {"request": {"at": …, "commit": …, "machine": …}, …}, "request": {…}, "units": {…}, …}
"""

import json
import os
from typing import Any

from bench.machine import stamp
from bench.places import LATEST


def latest() -> dict[str, Any]:
    """All sections, and under `measured` whence each is; empty before the first run."""
    found: dict[str, Any] = json.loads(LATEST.read_text()) if LATEST.exists() else {}
    return found


def keep(name: str, section: dict[str, Any]) -> None:
    """Put a section in the place of its older self; the others stay. A reader sees all of it or nothing."""
    everything = latest()
    stamps = {**everything.get("measured", {}), name: stamp()}
    text = json.dumps({**everything, "measured": stamps, name: section}, indent=1, ensure_ascii=False)
    LATEST.parent.mkdir(parents=True, exist_ok=True)
    aside = LATEST.with_suffix(".new")
    aside.write_text(text + "\n")
    os.replace(aside, LATEST)
