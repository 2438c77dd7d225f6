"""Per-record sharing: who sees and who changes a customer that is not open to everybody."""

from collections.abc import Mapping
from typing import Any

from onestop.errors import Forbidden
from onestop.identity import Caller

SEE_ALL = frozenset({"owner", "admin", "supervisor", "integration", "system"})


def may_see(by: Caller, customer: Mapping[str, Any]) -> bool:
    """Restricted records are for their owner, their collaborators and those who lead."""
    return customer["visibility"] == "everyone" or _leads(by) or _access(by, customer) is not None


def must_change(by: Caller, customer: Mapping[str, Any]) -> None:
    """Raise `Forbidden` for one who sees a restricted record only to read it."""
    if customer["visibility"] == "restricted" and not _leads(by) and _access(by, customer) != "write":
        raise Forbidden("This record was shared with you for reading.")


def _leads(by: Caller) -> bool:
    return bool(by.roles & SEE_ALL) or by.actor.startswith("system/")


def _access(by: Caller, customer: Mapping[str, Any]) -> str | None:
    member = by.actor.removeprefix("member/")
    if member == customer["owner"]:
        return "write"
    return next((each["access"] for each in customer["collaborators"] if each["member"] == member), None)
