"""Customers for tests, made through the API, and others who look at them."""

from dataclasses import replace
from typing import Any

from tests.support.gateway import OTHER_TENANT, Browser

AGENT = "01J000000000000000000000AA"
COLLEAGUE = "01J000000000000000000000BB"


def registered(desk: Browser, name: str = "Ada Lovelace", **fields: Any) -> dict[str, Any]:
    """A new customer, a person unless said otherwise."""
    reply = desk.post("/customers?allowDuplicates=true", {"kind": "person", "name": name} | fields)
    assert reply.status == 201, reply.text
    made: dict[str, Any] = reply.json
    return made


def path(customer: dict[str, Any], *parts: str) -> str:
    return "/".join([f"/customers/{customer['id']}", *parts])


def agent(desk: Browser, member: str = AGENT) -> Browser:
    """Somebody who leads nobody."""
    return replace(desk, actor=f"member/{member}", roles="agent")


def stranger(desk: Browser) -> Browser:
    """The owner of another tenant."""
    return replace(desk, tenant=OTHER_TENANT)
