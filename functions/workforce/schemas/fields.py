"""The types that what people do is made of."""

import re
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

KEY = r"^[a-z0-9][a-z0-9-]{0,49}$"


def is_key(text: str) -> bool:
    """Whether a skill, a reason or a channel can be called so."""
    return re.fullmatch(KEY, text) is not None


def _day(text: str) -> str:
    return date.fromisoformat(text).isoformat()


Key = Annotated[str, StringConstraints(pattern=KEY)]
Level = Annotated[int, Field(strict=True, ge=1, le=5)]
Units = Annotated[int, Field(strict=True, ge=1, le=1000)]
Day = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), AfterValidator(_day)]
TimeOfDay = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
