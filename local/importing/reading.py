"""A CSV file as rows: what cannot be understood is refused row by row, with the reason, and stops nothing else."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from local.importing.encoding import decode

MAX_CELL = 20_000
_DELIMITERS = ",;\t|"
_SAMPLE_ROWS = 20


class NoTable(ValueError):
    """There is nothing to import in the file; the message says why."""


@dataclass(frozen=True)
class Row:
    """One row: `number` is the line on which it ends, as editors count. `refused` says why it is not imported."""

    number: int
    cells: dict[str, str]
    refused: str = ""


@dataclass(frozen=True)
class Sheet:
    """A file that was read: its columns in order, its rows, and how it was understood."""

    columns: list[str]
    rows: list[Row] = field(repr=False)
    encoding: str
    delimiter: str

    @property
    def good(self) -> list[Row]:
        return [row for row in self.rows if not row.refused]

    def values(self, column: str) -> list[str]:
        """All values of a column that are not blank."""
        return [row.cells[column] for row in self.good if row.cells[column]]


def read(data: bytes, encoding: str | None = None) -> Sheet:
    """The rows of a CSV file. Raises NoText and NoTable."""
    text, name = decode(data, encoding)
    # The csv module's own limit would end the whole file at one long cell; here it costs that row only.
    csv.field_size_limit(max(len(text), MAX_CELL))
    delimiter = _delimiter(text)
    lines = _lines(text, delimiter)
    _, header = next(lines, (0, []))
    columns = _columns(header)
    return Sheet(columns, [_row(number, cells, columns) for number, cells in lines], name, delimiter)


def _lines(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Line number and cells of each row that is not blank."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)
    for cells in reader:
        tidy = [cell.strip() for cell in cells]
        if any(tidy):
            yield reader.line_num, tidy


def _delimiter(text: str) -> str:
    """The one that cuts the first rows into the most columns of equal number.

    csv.Sniffer guesses the quoting as well, is often wrong about it, and refuses files of one column.
    """
    sample = "".join(text.splitlines(keepends=True)[:_SAMPLE_ROWS])
    return max(_DELIMITERS, key=lambda each: _regularity(sample, each))


def _regularity(sample: str, delimiter: str) -> int:
    widths = [len(cells) for _, cells in _lines(sample, delimiter)]
    return widths[0] * widths.count(widths[0]) if widths and widths[0] > 1 else 0


def _columns(header: list[str]) -> list[str]:
    if not header:
        raise NoTable("The file is empty: it needs a first line that names the columns.")
    while header and not header[-1]:
        header = header[:-1]
    named = [name or f"column {number}" for number, name in enumerate(header, 1)]
    twice = [name for name, count in Counter(named).items() if count > 1]
    if twice:
        raise NoTable(f"The first line names {twice[0]!r} more than once; give each column a name of its own.")
    return named


def _row(number: int, cells: list[str], columns: list[str]) -> Row:
    padded = [*cells, *[""] * (len(columns) - len(cells))]
    return Row(number, dict(zip(columns, padded, strict=False)), _reason(cells, len(columns)))


def _reason(cells: list[str], expected: int) -> str:
    if len(cells) < expected or any(cells[expected:]):
        return f"The row has {len(cells)} cells, the first line {expected}; is a quotation mark missing?"
    if max(map(len, cells)) > MAX_CELL:
        return f"A cell has {max(map(len, cells)):,} characters; {MAX_CELL:,} is the most."
    if any("\0" in cell for cell in cells):
        return "A cell holds a NUL character, which no text has."
    return ""
