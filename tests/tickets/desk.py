"""Tickets for tests, made through the API."""

from typing import Any

from tests.support.gateway import MEMBER, Browser

SCOPES = "tickets:read tickets:write tickets:lead tickets:admin"
CUSTOMER = "01J000000000000000000000CC"
TEAM = "01J0000000000000000000000T"
QUEUE = "01J0000000000000000000000Q"
BEN = "01J0000000000000000000000B"  # another member


def browser(member: str = MEMBER, roles: str = "owner", scopes: str = SCOPES) -> Browser:
    """A member at the desk."""
    from tickets.api import app  # noqa: PLC0415  needs the environment of the tests

    return Browser(app, actor=f"member/{member}", roles=roles, scopes=scopes)


def agent(member: str = MEMBER) -> Browser:
    """One who works at the desk and leads nobody."""
    return browser(member, "agent", "tickets:read tickets:write")


def asked(**fields: Any) -> dict[str, Any]:
    """The body of a ticket."""
    return {"subject": "Where is my parcel? 包裹在哪里", "requester": CUSTOMER, **fields}


def opened(desk: Browser, **fields: Any) -> dict[str, Any]:
    """A new ticket."""
    reply = desk.post("/tickets", asked(**fields))
    assert reply.status == 201, reply.text
    made: dict[str, Any] = reply.json
    return made


def path(ticket: dict[str, Any], *parts: str) -> str:
    return "/".join([f"/tickets/{ticket['id']}", *parts])


def patched(desk: Browser, ticket: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """The ticket after a patch of whatever version there is."""
    reply = desk.patch(path(ticket), fields)
    assert reply.status == 200, reply.text
    made: dict[str, Any] = reply.json
    return made


def now(desk: Browser, ticket: dict[str, Any]) -> dict[str, Any]:
    """The ticket as it is by now."""
    found: dict[str, Any] = desk.get(path(ticket)).json
    return found


def replied(desk: Browser, ticket: dict[str, Any], body: str = "We are looking into it.", **more: Any) -> Any:
    """A reply that the customer sees."""
    return _written(desk, ticket, body=body, public=True, **more)


def noted(desk: Browser, ticket: dict[str, Any], body: str = "For us.", **more: Any) -> Any:
    """An internal note."""
    return _written(desk, ticket, body=body, **more)


def heard(desk: Browser, ticket: dict[str, Any], body: str = "And now?") -> Any:
    """What the customer writes."""
    return _written(desk, ticket, body=body, public=True, **{"from": "requester"})


def closed(desk: Browser, **fields: Any) -> dict[str, Any]:
    """A ticket that is over."""
    return opened(desk, status="closed", **fields)


def _written(desk: Browser, ticket: dict[str, Any], **said: Any) -> Any:
    reply = desk.post(path(ticket, "comments"), said)
    assert reply.status == 201, reply.text
    return reply.json
