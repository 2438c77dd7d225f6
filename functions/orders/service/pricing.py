"""What the lines of an order cost: by the catalogue, or by hand for who may set prices."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from onestop import calls
from onestop.errors import NeighbourUnavailable, PriceUnknown, ProductUnavailable
from onestop.identity import Caller
from orders import schemas, table
from orders.domain.lines import by_hand, from_catalogue

View = dict[str, Any]
PRICE = "orders:price"
SECONDS = 6  # for two tries: one that meets a cold start takes two of them, and nobody is told to come back for that


def must_be_allowed(by: Caller, draft: schemas.Draft) -> None:
    """Raise `MissingScope` where a variant has a price by hand and the caller may not set prices."""
    if any(line.variant and line.unit_price for line in draft.lines):
        by.must(PRICE)


def priced(by: Caller, draft: schemas.Draft) -> list[View]:
    """The lines of a draft with price, tax rate and what they take from stock.

    1 call of catalog where it has to say a price, none elsewhere. Raises `PriceUnknown`, `ProductUnavailable`, and
    `NeighbourUnavailable` where catalog cannot be asked: no price is ever guessed.
    """
    asked = [at for at, line in enumerate(draft.lines) if line.unit_price is None]
    costs = dict(zip(asked, _costs(by, draft, asked), strict=True)) if asked else {}
    lines = [line.whole() for line in draft.lines]
    return [
        from_catalogue(at + 1, line, costs[at], draft.currency) if at in costs else by_hand(at + 1, line)
        for at, line in enumerate(lines)
    ]


def _costs(by: Caller, draft: schemas.Draft, positions: Sequence[int]) -> list[View]:
    """What catalog says of the lines at these positions; what it refuses points to the lines of the draft."""
    try:
        answer: View = _catalog()(by, "Price", _asked(draft, positions))
    except (PriceUnknown, ProductUnavailable) as refused:
        errors = [{**each, "pointer": _pointer(each["pointer"], positions)} for each in refused.errors]
        raise type(refused)(refused.detail, errors, **refused.facts) from refused
    lines: list[View] = answer["lines"]
    return lines


def _asked(draft: schemas.Draft, positions: Sequence[int]) -> View:
    address = draft.shipping_address or draft.billing_address
    lines = [{"variant": draft.lines[at].variant, "quantity": draft.lines[at].quantity} for at in positions]
    said = {"currency": draft.currency, "segment": draft.segment, "country": address and address.country}
    return {**{name: value for name, value in said.items() if value}, "lines": lines}


def _pointer(pointer: str, positions: Sequence[int]) -> str:
    """`/lines/0/variant` of what was asked, as it is in the draft."""
    _, lines, position, *rest = pointer.split("/")
    return "/".join(["", lines, str(positions[int(position)]), *rest])


@cache
def _catalog() -> calls.Ask:
    where = table.Row.Meta.table_name
    return calls.neighbour("catalog", os.environ["CATALOG_SAGA"], seconds=SECONDS, instead=_unavailable, table=where)


def _unavailable(by: Caller, task: str, asked: Mapping[str, Any]) -> Any:
    raise NeighbourUnavailable("The catalogue cannot say now what this costs; try again in a moment.")
