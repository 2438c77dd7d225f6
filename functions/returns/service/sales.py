"""The orders as far as they can be returned: read, understood and written again."""

from collections.abc import Mapping
from typing import Any

from onestop import clock
from onestop.errors import NotFound, NotReturnable, VersionMismatch
from onestop.identity import Caller
from onestop.tables import Step
from returns import table
from returns.domain import terms
from returns.domain.pieces import Pieces
from returns.service import settings

CLAIMS = ("claimed", "accepted", "settled")
COUNTS = ("shipped", "claimed", "accepted", "returnable", "paid")


def known(by: Caller, order_id: str, *, to_write: bool = False) -> table.Sale:
    """An order that was confirmed; `NotFound` where there is none: 1 call."""
    sale = table.fetch_sale(by.tenant, order_id, consistent=to_write)
    if sale is None or sale.facts is None:
        raise NotFound("There is no such order.")
    return sale


def pieces(sale: table.Sale) -> dict[str, Pieces]:
    """What was shipped of each line, what was paid for it, and what of it is in returns."""
    found: dict[str, Pieces] = {line: Pieces(**claims) for line, claims in sale.claims.items()}
    for shipment in sale.shipments.values():
        for line, (quantity, paid) in shipment["lines"].items():
            found[line] = found.get(line, Pieces()).and_shipped(quantity, paid)
    return found


def since(sale: table.Sale) -> str:
    """When the latest piece was shipped or delivered; `NotReturnable` where nothing of the order was shipped."""
    if not sale.shipments:
        raise NotReturnable("Nothing of this order has been shipped yet; it can be cancelled.", order=sale.order)
    return max([sale.delivered_at or "", *(each["at"] for each in sale.shipments.values())])


def claiming(sale: table.Sale, lines: Mapping[str, Pieces]) -> Step:
    """The step that writes what of an order is in returns, unless somebody else has written since it was read."""
    sale.claims = {line: {name: getattr(each, name) for name in CLAIMS} for line, each in lines.items() if each.claimed}
    return written(sale)


def written(sale: table.Sale) -> Step:
    """The step that writes an order's next revision, unless somebody else has."""
    before = sale.revision
    sale.revision = before + 1
    unchanged = table.Sale.revision == before if before else table.Sale.pk.does_not_exist()
    return Step("save", sale, _moved_on, unchanged)


def shown(by: Caller, order_id: str) -> dict[str, Any]:
    """What can still be returned of an order: 2 calls."""
    sale = known(by, order_id)
    lines, days = pieces(sale), settings.current(by).window_days
    return {
        "order": order_id,
        "customer": sale.facts["customer"],
        "currency": sale.facts["currency"],
        "until": clock.rfc3339(terms.end(since(sale), days)) if sale.shipments else None,
        "lines": [_line(line, what, lines.get(line, Pieces())) for line, what in sale.facts["lines"].items()],
    }


def _line(line: str, what: Mapping[str, Any], counted: Pieces) -> dict[str, Any]:
    named = {name: what[name] for name in ("variant", "sku", "name")}
    return {"line": line, **named, **{name: getattr(counted, name) for name in COUNTS}}


def _moved_on(_: Any) -> Exception:
    return VersionMismatch("The order was written while this was under way.")
