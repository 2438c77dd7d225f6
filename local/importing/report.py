"""The rows that did not come in, or not wholly, with the reason, in a file that can be mended and imported again."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from local.importing.headers import REPORT
from local.importing.sending import Result


def write(source: Path, columns: list[str], results: Iterable[Result]) -> Path | None:
    """`FILE.failed.csv` beside FILE.csv, or None where nothing failed. UTF-8 with a mark, as spreadsheets like it.

    Where the folder of FILE.csv cannot be written to, it is in the folder that the command was started in.
    """
    refused = sorted((each for each in results if each.code), key=lambda each: each.row.number)
    if not refused:
        return None
    kept = [column for column in columns if column not in REPORT]
    lines = [
        [each.row.number, each.code, each.reason, *(each.row.cells[column] for column in kept)] for each in refused
    ]
    beside = source.with_name(f"{stem(source)}.failed.csv")
    try:
        return _written(beside, [[*REPORT, *kept], *lines])
    except OSError:
        return _written(Path.cwd() / beside.name, [[*REPORT, *kept], *lines])


def _written(target: Path, lines: list[list[Any]]) -> Path:
    with target.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(lines)
    return target


def stem(source: Path) -> str:
    """The name by which the rows of a file are known; the file of its failed rows has the same."""
    return source.stem.removesuffix(".failed")
