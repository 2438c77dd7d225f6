"""What AWS asks: a price for each thing that is billed, flat or in steps."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PRICES = Path(__file__).with_name("prices.toml")


class NoSuchRegion(Exception):
    """There are no prices of this region here."""


@dataclass(frozen=True)
class Prices:
    """The prices of one region: US dollars for one of each; where there are steps, [up to how many more, price]."""

    region: str
    read: str
    figures: dict[str, Any]
    sources: dict[str, str]

    def of(self, what: str, amount: float) -> float:
        """What `amount` costs. Raises `KeyError` for what has no price."""
        price = self.figures[what]
        return stepped(amount, price) if isinstance(price, list) else amount * float(price)


def stepped(amount: float, steps: list[list[float]]) -> float:
    """The sum over the steps: each price holds for as many as its step takes, and the rest goes to the next."""
    total = 0.0
    for size, price in steps:
        taken = min(amount, size)
        total += taken * price
        amount -= taken
    return total


def prices_of(region: str) -> Prices:
    """The prices of a region. Raises `NoSuchRegion`, which names those that there are."""
    known = tomllib.loads(PRICES.read_text("utf-8"))
    if region not in known:
        raise NoSuchRegion(f"There are no prices of {region} here, only of {', '.join(known)}: local/cost/prices.toml")
    said = known[region]
    figures = {name: value for name, value in said.items() if name not in ("read", "name", "sources")}
    return Prices(region, said["read"], figures, said["sources"])
