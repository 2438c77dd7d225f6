"""What something would cost: the price that holds, the tax on it, and what leaves the stock for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from catalog import schemas, table
from catalog.domain.names import called
from catalog.domain.prices import ranked
from catalog.domain.taxes import rate_at
from catalog.service import terms
from catalog.service.winning import Wanted, Won, winners
from onestop import clock, tables
from onestop.errors import OneStopError, PriceUnknown, ProductUnavailable
from onestop.identity import Caller
from onestop.money import Money
from onestop.tasks import Task

UNTAXED = "0"


@dataclass(frozen=True, slots=True)
class Market:
    """All that was read to price a basket: variants by id, prices by what is wanted, rates by tax class."""

    basket: schemas.Basket
    variants: Mapping[str, table.Variant]
    parts: Mapping[str, table.Variant]  # the components of all bundles
    won: Mapping[Wanted, Won]
    rates: Mapping[str, str | None]
    included: Mapping[str, bool]  # by price book, whether its prices include the tax

    def sells(self, variant_id: str) -> bool:
        """Whether a variant is for sale; a bundle is not if a part of it is retired."""
        variant = self.variants.get(variant_id)
        if variant is None or (variant.status, variant.product_status) != ("active", "active"):
            return False
        parts = [self.parts.get(each["variant"]) for each in variant.components]
        return not any(part is None or "retired" in (part.status, part.product_status) for part in parts)

    def rate(self, variant: table.Variant) -> str | None:
        """The rate of tax on a variant as decimal text; None where its class has none here and now."""
        return UNTAXED if variant.tax_class is None else self.rates.get(variant.tax_class)


def cost(by: Caller, basket: schemas.Basket) -> dict[str, Any]:
    """What the lines of a basket would cost; like `price`, in money."""
    at = basket.at or clock.timestamp()
    lines = [_in_money(each, basket.currency) for each in _lines(by.tenant, basket, at)]
    return {"currency": basket.currency, "at": at, "lines": lines}


def price(task: Task) -> dict[str, Any]:
    """The task `Price`: the lines, with `unitPrice` in minor units of the currency that was asked for.

    2 calls for 50 lines and one price book that holds, 1 more for each 100 prices beyond; 1 more for bundles. Raises
    `ProductUnavailable` for what is not for sale and `PriceUnknown` for what has no price or no rate of tax, with a
    pointer to each such line.
    """
    return {"lines": _lines(task.by.tenant, task.asked, task.asked.at or clock.timestamp())}


def _lines(tenant: str, basket: schemas.Basket, at: str) -> list[dict[str, Any]]:
    try:
        return _priced(_market(tenant, basket, at, consistent=False))
    except (ProductUnavailable, PriceUnknown):  # or it has just been written, and this read was behind
        return _priced(_market(tenant, basket, at, consistent=True))


def _market(tenant: str, basket: schemas.Basket, at: str, *, consistent: bool) -> Market:
    books, taxes = terms.both(tenant, consistent=consistent)
    wanted = list(dict.fromkeys((line.variant, line.quantity) for line in basket.lines))
    variants, won = winners(tenant, wanted, ranked(books, basket.currency, basket.segment, at), consistent=consistent)
    parts = _parts(tenant, variants.values(), consistent=consistent)
    rates = {code: rate_at(row.rates, basket.country, at) for code, row in taxes.items()}
    return Market(basket, variants, parts, won, rates, {each.id: each.tax_included for each in books})


def _priced(market: Market) -> list[dict[str, Any]]:
    _refuse(market, ProductUnavailable, "is not for sale", lambda line: market.sells(line.variant))
    _refuse(market, PriceUnknown, "has no price", lambda line: (line.variant, line.quantity) in market.won)
    _refuse(market, PriceUnknown, "has no rate of tax", lambda line: market.rate(market.variants[line.variant]))
    return [_line(market, line) for line in market.basket.lines]


def _parts(tenant: str, variants: Iterable[table.Variant], *, consistent: bool) -> dict[str, table.Variant]:
    """The components of all bundles, by id: 1 call where there are any."""
    ids = dict.fromkeys(part["variant"] for variant in variants for part in variant.components)
    keys = [table.variant_keys(tenant, each) for each in ids]
    return {row.id: row for row in tables.get_many(table.Variant, keys, consistent=consistent)}


def _refuse(market: Market, error: type[OneStopError], reason: str, fine: Callable[[Any], object]) -> None:
    wrong = {n: line.variant for n, line in enumerate(market.basket.lines) if not fine(line)}
    if wrong:
        errors = [{"pointer": f"/lines/{n}/variant", "reason": reason} for n in wrong]
        raise error(errors=errors, variants=list(dict.fromkeys(wrong.values())))


def _line(market: Market, line: schemas.BasketLine) -> dict[str, Any]:
    variant, won = market.variants[line.variant], market.won[line.variant, line.quantity]
    return {
        "variant": variant.id,
        "sku": variant.sku,
        "name": called(variant.product_name, variant.options, market.basket.language),
        "quantity": line.quantity,
        "unitPrice": won.amount,
        "taxRate": market.rate(variant),
        "taxIncluded": market.included[won.book],
        "priceBook": won.book,
        "components": variant.components or [{"variant": variant.id, "quantity": 1}],
    }


def _in_money(line: dict[str, Any], currency: str) -> dict[str, Any]:
    each, all_ = line["unitPrice"], line["unitPrice"] * line["quantity"]
    return line | {"unitPrice": Money(each, currency).json(), "amount": Money(all_, currency).json()}
