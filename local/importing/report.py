"""The rows that did not come in, or not wholly, with the reason, in a file that can be mended and imported again."""

import csv
import os
from collections.abc import Iterable
from pathlib import Path

from local.importing.headers import REPORT
from local.importing.sending import Result


def write(source: Path, columns: list[str], results: Iterable[Result]) -> Path | None:
    """`FILE.failed.csv` beside FILE.csv, or None where nothing failed. UTF-8 with a mark, as spreadsheets like it.

    Where the folder of FILE.csv may only be read, it is in the folder that the command was started in.
    """
    refused = sorted((each for each in results if each.code), key=lambda each: each.row.number)
    if not refused:
        return None
    kept = [column for column in columns if column not in REPORT]
    folder = source.parent if os.access(source.parent, os.W_OK) else Path.cwd()
    target = folder / f"{stem(source)}.failed.csv"
    with target.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file)
        rows.writerow([*REPORT, *kept])
        for each in refused:
            rows.writerow([each.row.number, each.code, each.reason, *(each.row.cells[column] for column in kept)])
    return target


def stem(source: Path) -> str:
    """The name by which the rows of a file are known; the file of its failed rows has the same."""
    return source.stem.removesuffix(".failed")
