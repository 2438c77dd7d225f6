"""What has to be unique in a tenant, as `(what, value)` pairs taken from a customer's public view."""

from collections.abc import Iterator, Mapping
from typing import Any


def unique_keys(customer: Mapping[str, Any]) -> set[tuple[str, str]]:
    """E-mail addresses (compared without case), phones, domains and external ids."""
    return set(_keys(customer))


def _keys(customer: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for email in customer.get("emails") or []:
        yield "email", email["address"].casefold()
    for phone in customer.get("phones") or []:
        yield "phone", phone["number"]
    for domain in customer.get("domains") or []:
        yield "domain", domain
    for system, value in (customer.get("externalIds") or {}).items():
        yield "externalId", f"{system}:{value}"
