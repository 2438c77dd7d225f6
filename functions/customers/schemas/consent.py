"""What a customer permits, for one address and one purpose."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints, TypeAdapter, ValidationInfo, field_validator

from customers.domain.names import folded
from customers.schemas.contact import EmailAddress, PhoneNumber, plus
from onestop.http import Query
from onestop.models import Model, Short, Timestamp, Ulid, checks

Channel = Literal["email", "phone", "sms", "whatsapp", "wechat", "push", "post"]
Purpose = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,49}$")]
State = Literal["given", "withdrawn"]
Place = Annotated[str, StringConstraints(min_length=1, max_length=254)]

_EMAIL: TypeAdapter[str] = checks(EmailAddress)
_PHONE: TypeAdapter[str] = checks(PhoneNumber)
_KINDS = {"email": _EMAIL, "phone": _PHONE, "sms": _PHONE, "whatsapp": _PHONE}


def _of_channel(channel: str, text: str) -> str:
    kind = _KINDS.get(channel)
    return kind.validate_python(text).casefold() if kind else _in_words(text)


def _in_words(text: str) -> str:
    if not folded(text):
        raise ValueError("has no letters or digits")
    return folded(text)


def _of_any(text: str) -> str:
    """An address whose channel is not said: its form tells what it is."""
    text = plus(text)
    if "@" in text:
        return _EMAIL.validate_python(text).casefold()
    return _PHONE.validate_python(text) if text.startswith("+") else _in_words(text)


class NewConsent(Model):
    """What was said. `source` tells where (`web form`, `call`), `evidence` how to prove it, `at` when; now if absent.

    The address need not be one of the customer's present ones: what was said about an old one still holds.
    """

    channel: Channel
    address: Place
    purpose: Purpose
    state: State
    source: Short
    evidence: Annotated[str, StringConstraints(min_length=1, max_length=2000)] | None = None
    at: Timestamp | None = None

    @field_validator("address")
    @classmethod
    def _normalised(cls, text: str, info: ValidationInfo) -> str:
        return _of_channel(info.data["channel"], text) if "channel" in info.data else text


class Consent(NewConsent):
    """What is shown; the versions of a consent are what was said one after the other."""

    id: Ulid
    customer: Ulid
    at: Timestamp
    version: int


class Permission(Model):
    """What holds for an address, whoever has it."""

    channel: Channel
    address: str
    purpose: str
    state: State
    at: Timestamp


class PermissionQuery(Query):
    """`address` in any writing, `purpose` as the tenant calls it."""

    address: Annotated[Place, Field(examples=["ada@example.org"]), BeforeValidator(_of_any)]
    purpose: Purpose
