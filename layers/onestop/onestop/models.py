"""The base and the types of what comes in and goes out."""

import re
import unicodedata
from datetime import datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    JsonValue,
    StringConstraints,
    TypeAdapter,
    ValidationError,
    create_model,
)
from pydantic.alias_generators import to_camel
from pydantic_core import InitErrorDetails, PydanticCustomError

from onestop.clock import rfc3339
from onestop.conditions import faults
from onestop.money import EXPONENTS

LATER = ConfigDict(defer_build=True)  # what checks values is built when the first one comes, not with each start


def checks(kind: Any) -> TypeAdapter[Any]:
    """What checks single values of a type."""
    return TypeAdapter(kind, config=LATER)


class Model(BaseModel):
    """camelCase outside, unknown fields refused, values fixed once read."""

    model_config = ConfigDict(
        alias_generator=to_camel,
        populate_by_name=True,
        extra="forbid",
        frozen=True,
        defer_build=True,
        str_strip_whitespace=True,
    )

    def given(self) -> dict[str, Any]:
        """What was actually sent, as JSON values under public names: a merge patch, for instance."""
        return self.model_dump(mode="json", by_alias=True, exclude_unset=True)

    def whole(self) -> dict[str, Any]:
        """All fields, as JSON values under public names."""
        return self.model_dump(mode="json", by_alias=True)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _bcp47(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}", text):
        raise ValueError("is no language tag such as en, zh-CN or pt-BR")
    language, *rest = text.split("-")
    return "-".join([language.lower(), *(part.upper() if len(part) == 2 else part for part in rest)])


def _moment(text: str) -> str:
    """Fixed width and a day that exists: moments are compared as text."""
    return rfc3339(datetime.fromisoformat(text))


def _zone(name: str) -> str:
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError) as failure:  # OSError: `Europe` alone is a folder
        raise ValueError("is no time zone such as Europe/Berlin or Asia/Shanghai") from failure


Short = Annotated[str, StringConstraints(min_length=1, max_length=100), AfterValidator(_composed)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(_composed)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=20_000), AfterValidator(_composed)]
Ulid = Annotated[str, StringConstraints(pattern=r"^[0-7][0-9A-HJKMNP-TV-Z]{25}$")]
Language = Annotated[str, StringConstraints(max_length=35), AfterValidator(_bcp47)]
TimeZone = Annotated[str, StringConstraints(max_length=64), AfterValidator(_zone)]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
Timestamp = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?Z$"),
    AfterValidator(_moment),
]


def _currency(code: str) -> str:
    if code not in EXPONENTS:
        raise ValueError("is no currency of ISO 4217")
    return code


def _plain(text: str) -> str:
    """A rate without what means nothing: `0.190` is `0.19`."""
    return text.rstrip("0").rstrip(".") if "." in text else text


Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$"), AfterValidator(_currency)]
Amount = Annotated[int, Field(strict=True, ge=0, le=10**15)]
SignedAmount = Annotated[int, Field(strict=True, ge=-(10**15), le=10**15)]
Quantity = Annotated[int, Field(strict=True, ge=1, le=1_000_000)]
Rate = Annotated[str, StringConstraints(pattern=r"^(0(\.[0-9]{1,6})?|1(\.0{1,6})?)$"), AfterValidator(_plain)]
Sku = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._/-]{0,63}$")]


def _sound(condition: dict[str, JsonValue]) -> dict[str, JsonValue]:
    """Each fault as an error of its own, with the path that leads to it."""
    found = faults(condition)
    if found:
        details = [
            InitErrorDetails(type=PydanticCustomError("condition", "{reason}", {"reason": each.reason}), loc=each.path)
            for each in found
        ]
        raise ValidationError.from_exception_data("Condition", details)
    return condition


Condition = Annotated[
    dict[str, JsonValue],
    Field(
        description="`all`, `any` or `not` of conditions, or a comparison: "
        '`{"field": "priority", "op": "in", "value": ["high", "urgent"]}`.',
        examples=[{"all": [{"field": "priority", "op": "is", "value": "high"}]}],
    ),
    AfterValidator(_sound),
]


class Money(Model):
    """An amount in minor units of a currency: 1999 and EUR are 19.99 euros."""

    amount: SignedAmount
    currency: Currency


def patch_of(name: str, whole: type[Model], /, **overrides: Any) -> type[Model]:
    """The merge patch of a model: every field may be absent (it stays) or null (it goes)."""
    fields: dict[str, Any] = {
        field: (Annotated[info.annotation, *(info.metadata or [None])] | None, None)
        for field, info in whole.model_fields.items()
    }
    fields |= {field: (kind, None) for field, kind in overrides.items()}
    return create_model(
        name, __base__=Model, __doc__="A merge patch: what is absent stays, what is null goes.", **fields
    )
