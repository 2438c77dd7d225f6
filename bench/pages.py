"""The tables in the docs, written anew from what was measured, so that no page tells an older truth.

A page says where: between `<!-- bench:NAME -->` and `<!-- /bench -->` stand the tables NAME: a part, or what follows
from several: `headline`, `cost`, `day`.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from rich.table import Table
from rich.text import Text

from bench.headline import headline
from bench.parts import part
from local.cost.journeys import model
from local.cost.prices import prices_of
from local.cost.showing import bill, day
from local.cost.simulation import Load, simulated

_MARKED = re.compile(r"(?P<open><!-- bench:(?P<name>[a-z0-9]+) -->\n)(?P<old>.*?)(?P<close><!-- /bench -->)", re.DOTALL)


def rewrite(page: Path, results: Mapping[str, Any]) -> None:
    """Put the tables of a page between its markers; a part that was never measured keeps its place empty."""
    page.write_text(rewritten(page.read_text(), results))


def rewritten(text: str, results: Mapping[str, Any]) -> str:
    """The text of a page with the tables of these results."""
    return _MARKED.sub(lambda found: f"{found['open']}{_tables(found['name'], results)}{found['close']}", text)


def _tables(name: str, results: Mapping[str, Any]) -> str:
    if name in _DERIVED:
        return "\n".join(_written(table) for table in _DERIVED[name](results) if table.row_count)
    if name not in results:
        return ""
    source = results["measured"][name]
    tables = "\n".join(_written(each) for each in part(name).tables(results[name]) if each.row_count)
    return f"{tables}\nMeasured {source['at']} at commit {source['commit']} on {source['machine']}.\n"


def _cost(results: Mapping[str, Any]) -> list[Table]:
    return bill(model(results), prices_of(_REGION)) if "units" in results else []


def _day(results: Mapping[str, Any]) -> list[Table]:
    load = Load()
    return day(simulated(model(results), load), load, prices_of(_REGION)) if "units" in results else []


_REGION = "us-east-1"
_DERIVED: dict[str, Callable[[Mapping[str, Any]], list[Table]]] = {
    "headline": lambda results: [headline(results)],
    "cost": _cost,
    "day": _day,
}


def _written(table: Table) -> str:
    """A table of rich in Markdown: numbers, which rich has on the right, are on the right here too."""
    title = [f"**{Text.from_markup(str(table.title)).plain}**", ""] if table.title else []
    columns = table.columns
    ruler = ["--:" if column.justify == "right" else "---" for column in columns]
    rows = zip(*(column.cells for column in columns), strict=True)
    lines = [_row(column.header for column in columns), _row(ruler), *map(_row, rows)]
    return "\n".join([*title, *lines]) + "\n"


def _row(cells: Any) -> str:
    return f"| {' | '.join(Text.from_markup(str(cell)).plain.replace('|', chr(92) + '|') for cell in cells)} |"
