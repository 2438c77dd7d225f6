"""Values of the fields that a tenant defined: one type of value for each type of field."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Annotated, Any

from pydantic import AfterValidator, AnyHttpUrl, BeforeValidator, Field, StringConstraints, TypeAdapter, ValidationError

from customers.domain.masks import fits
from customers.domain.numbers import plain, within
from customers.schemas.contact import EmailAddress, PhoneNumber
from onestop.http.checking import pointers
from onestop.models import Model, Timestamp, checks

_URL: TypeAdapter[AnyHttpUrl] = checks(AnyHttpUrl)
SAFE = 2**53 - 1  # the largest integer that every JSON reader keeps


class Money(Model):
    """Minor units and ISO 4217."""

    amount: Annotated[int, Field(ge=-SAFE, le=SAFE, strict=True)]
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]


def _url(text: str) -> str:
    return str(_URL.validate_python(text))


def _decimal(value: Any) -> str:
    if isinstance(value, str):
        return plain(value.strip())
    if isinstance(value, int) and not isinstance(value, bool):
        return plain(str(value))
    raise ValueError('is a number as text, such as "1.10": a JSON fraction would not keep its digits')


def _no_fraction(value: Any) -> Any:
    if isinstance(value, bool | float):
        raise ValueError("is no whole number")
    return value


Line = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
TYPES: Mapping[str, Any] = {
    "text": Line,
    "number": Annotated[str, BeforeValidator(_decimal)],
    "integer": Annotated[int, BeforeValidator(_no_fraction), Field(ge=-SAFE, le=SAFE)],
    "boolean": bool,
    "date": date,
    "datetime": Timestamp,
    "choice": Line,
    "multi-choice": Annotated[list[Line], Field(max_length=50)],
    "url": Annotated[Line, AfterValidator(_url)],
    "email": EmailAddress,
    "phone": PhoneNumber,
    "money": Money,
}


@cache
def _adapter(field_type: str) -> TypeAdapter[Any]:
    return TypeAdapter(TYPES[field_type])


def reading(field: Mapping[str, Any], value: Any) -> Any:
    """The JSON value that is kept for `value` in a field (its public view); ValueError says why there is none."""
    adapter = _adapter(field["fieldType"])
    try:
        kept = adapter.dump_python(adapter.validate_python(value), mode="json", by_alias=True)
    except ValidationError as failure:
        raise ValueError(pointers(failure)[0]["reason"]) from failure
    _check(field, kept)
    return kept


def _check(field: Mapping[str, Any], kept: Any) -> None:
    chosen = kept if isinstance(kept, list) else [kept]
    if field["options"] and any(each not in field["options"] for each in chosen):
        raise ValueError("is none of the options")
    if len(set(map(str, chosen))) < len(chosen):
        raise ValueError("has an option twice")
    if field["mask"] and not fits(field["mask"], kept):
        raise ValueError(f"does not look like {field['mask']}")
    if (field["minimum"] or field["maximum"]) and not within(_measure(field, kept), field["minimum"], field["maximum"]):
        raise ValueError(f"is not between {field['minimum'] or 'any'} and {field['maximum'] or 'any'}")


def _measure(field: Mapping[str, Any], kept: Any) -> str | int:
    if field["fieldType"] == "text":
        return len(kept)
    amount: str | int = kept["amount"] if field["fieldType"] == "money" else kept
    return amount
