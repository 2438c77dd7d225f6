"""On which terms a tenant takes goods back."""

from typing import Annotated

from pydantic import Field

from onestop.models import Model, Rate, Timestamp


class NewReturnSettings(Model):
    """Returns are taken for so many days after the last delivery; the fee is a share of what goods are worth."""

    window_days: Annotated[int, Field(strict=True, ge=0, le=3650, examples=[30])]
    fee_rate: Rate = "0"


class ReturnSettings(NewReturnSettings):
    """What is shown. Version 0 is what holds until somebody says otherwise."""

    updated_at: Timestamp | None
    version: int
