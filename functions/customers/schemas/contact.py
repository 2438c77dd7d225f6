"""Ways to reach a customer, normalised so that the same address is the same text."""

from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from onestop import addresses
from onestop.models import Country, Model, Short


def _phone(text: str) -> str:
    import phonenumbers  # noqa: PLC0415  58 modules, and few requests have a number

    try:
        number = phonenumbers.parse(text, None)
    except phonenumbers.NumberParseException as failure:
        raise ValueError("is no phone number in international form, such as +49 30 901820") from failure
    if not phonenumbers.is_possible_number(number):
        raise ValueError("has not as many digits as phone numbers of its country have")
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def plus(text: str) -> str:
    """A `+` that was not escaped in a query string has become a space on its way."""
    return "+" + text[1:] if text.startswith(" ") else text


def _domain(text: str) -> str:
    import idna  # noqa: PLC0415

    try:
        name = idna.encode(text.strip("."), uts46=True).decode().lower()
    except idna.IDNAError as failure:
        raise ValueError("is no domain name") from failure
    if "." not in name:
        raise ValueError("is no domain name: it has no dot")
    return name


EmailAddress = Annotated[str, StringConstraints(max_length=addresses.LONGEST), AfterValidator(addresses.email)]
PhoneNumber = Annotated[str, StringConstraints(max_length=40), AfterValidator(_phone)]
DomainName = Annotated[str, StringConstraints(min_length=1, max_length=253), AfterValidator(_domain)]


class Email(Model):
    """The first one is the one to write to."""

    address: EmailAddress
    label: Short | None = None


class Phone(Model):
    """E.164 after normalisation; the first one is the one to call."""

    number: PhoneNumber
    label: Short | None = None


class Address(Model):
    """A postal address; `country` is ISO 3166-1 alpha-2."""

    label: Short | None = None
    street: Short | None = None
    city: Short | None = None
    region: Short | None = None
    postal_code: Short | None = None
    country: Country | None = None
