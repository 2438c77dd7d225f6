"""Tax classes: what kind of goods something is, and which rates hold for it."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from onestop.models import Country, Model, Name, Rate, Timestamp, patch_of

CODE = r"^[a-z0-9][a-z0-9-]{0,49}$"
TaxCode = Annotated[str, StringConstraints(pattern=CODE)]


def is_code(text: str) -> bool:
    """Whether a tax class can be called so."""
    return re.fullmatch(CODE, text) is not None


class TaxRate(Model):
    """A rate as decimal text (`0.19` is 19 %), in a country (or wherever none is named), from a moment on."""

    country: Country | None = None
    rate: Rate
    from_: Annotated[Timestamp | None, Field(alias="from")] = None


def _distinct(rates: list[TaxRate]) -> list[TaxRate]:
    if len({(each.country, each.from_) for each in rates}) < len(rates):
        raise ValueError("two rates of the same country begin at the same time")
    return rates


class Rates(Model):
    """What of a tax class may change. A rate holds until the next one of its country begins."""

    name: Name
    rates: Annotated[list[TaxRate], Field(min_length=1, max_length=200), AfterValidator(_distinct)]


class NewTaxClass(Rates):
    """The code is for programs and never changes."""

    code: TaxCode


TaxClassPatch = patch_of("TaxClassPatch", Rates)


class TaxClass(NewTaxClass):
    """What is shown."""

    created_at: Timestamp
    updated_at: Timestamp
    version: int
