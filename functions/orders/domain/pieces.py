"""The pieces of an order as the stock knows them: what a line takes from it, under which name.

A line of one article is its own piece, `1`; the components of a bundle are `1.1`, `1.2`. Lines in words (shipping, a
fee) take nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

Line = Mapping[str, Any]
Quantities = Mapping[str, int]


def to_reserve(lines: Iterable[Line]) -> list[dict[str, Any]]:
    """What has to be held for an order: `{"line", "variant", "quantity"}`, and `location` where one was asked for."""
    return [
        {"line": name, "variant": each["variant"], "quantity": line["quantity"] * each["quantity"], **_place(line)}
        for line in lines
        for name, each in _components(line)
    ]


def to_move(lines: Iterable[Line], quantities: Quantities) -> list[dict[str, Any]]:
    """The same pieces for so many of each line: `{"line", "quantity"}`. Lines that are not named stay put."""
    return [
        {"line": name, "quantity": quantities[line["line"]] * each["quantity"]}
        for line in lines
        if line["line"] in quantities
        for name, each in _components(line)
    ]


def _components(line: Line) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if line["variant"] is None:
        return
    of = line["components"] or [{"variant": line["variant"], "quantity": 1}]
    if [each["variant"] for each in of] == [line["variant"]]:
        yield line["line"], of[0]
        return
    for number, each in enumerate(of, start=1):
        yield f"{line['line']}.{number}", each


def _place(line: Line) -> dict[str, Any]:
    return {"location": line["location"]} if line.get("location") else {}
