"""What is wanted instead: what it costs, and that it costs no more than what comes back."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from onestop import calls
from onestop.errors import NeighbourUnavailable
from onestop.identity import Caller
from returns import schemas, table
from returns.domain import settling
from returns.domain.pieces import Pieces, worth

SECONDS = 6  # for two tries: one that meets a cold start takes two of them


@cache
def _catalog() -> calls.Ask:
    return calls.neighbour(
        "catalog", os.environ["CATALOG_SAGA"], seconds=SECONDS, instead=_silent, table=table.Row.Meta.table_name
    )


def _silent(*_: Any) -> Any:
    raise NeighbourUnavailable("What is wanted instead cannot be priced now; try again in a moment.")


def priced(by: Caller, facts: Mapping[str, Any], wanted: Sequence[schemas.Wanted]) -> list[dict[str, Any]]:
    """What is wanted, with what all of it costs in the order's currency and segment; no call where nothing is.

    Raises what the catalog refuses with (`PriceUnknown`, `ProductUnavailable`), or `NeighbourUnavailable`.
    """
    if not wanted:
        return []
    lines = [each.whole() for each in wanted]
    asked = {"currency": facts["currency"], "segment": facts["segment"], "lines": lines}
    prices = _catalog()(by, "Price", asked)["lines"]
    return [
        {**line, "value": settling.value(price, line["quantity"])} for line, price in zip(lines, prices, strict=True)
    ]


def must_be_covered(row: table.Return, lines: Mapping[str, Pieces]) -> None:
    """Raise `NotReturnable` where what is wanted instead is worth more than all pieces of a return, less their fee."""
    credits = []
    for each in row.lines:
        whole = worth(lines[each["line"]], each["quantity"])
        credits.append(whole - settling.fee(whole, row.fee_rate, each["reason"]))
    settling.refunds(credits, total(row.exchange))


def total(exchange: Sequence[Mapping[str, Any]]) -> int:
    """What all that is wanted instead costs, in minor units."""
    return sum(each["value"] for each in exchange)
