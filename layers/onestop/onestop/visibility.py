"""Per-record sharing: who sees and who changes a record that is not open to everybody.

The facts of a record are its `visibility` (`everyone` or `restricted`), its `owner` (a member's id) and its
`collaborators` (`[{"member": <id>, "access": "read" | "write"}]`).
"""

from collections.abc import Mapping
from typing import Any

from onestop.errors import Forbidden
from onestop.identity import Caller

SEE_ALL = frozenset({"owner", "admin", "supervisor", "integration", "system"})
FACTS = ("visibility", "owner", "collaborators")


def facts_of(record: Mapping[str, Any]) -> dict[str, Any]:
    """What has to be kept of a record's public view so that others can apply its rule later."""
    return {name: record.get(name) for name in FACTS}


def sees_all(by: Caller) -> bool:
    """Whether somebody leads: those see every record of their tenant."""
    return bool(by.roles & SEE_ALL) or by.actor.startswith("system/")


def may_see(by: Caller, facts: Mapping[str, Any]) -> bool:
    """Restricted records are for their owner, their collaborators and those who lead."""
    return facts["visibility"] == "everyone" or sees_all(by) or _access(by, facts) is not None


def must_change(by: Caller, facts: Mapping[str, Any]) -> None:
    """Raise `Forbidden` for one who sees a restricted record only to read it."""
    if facts["visibility"] == "restricted" and not sees_all(by) and _access(by, facts) != "write":
        raise Forbidden("This record was shared with you for reading.")


def _access(by: Caller, facts: Mapping[str, Any]) -> str | None:
    member = by.actor.removeprefix("member/")
    if member == facts["owner"]:
        return "write"
    return next((each["access"] for each in facts["collaborators"] or () if each["member"] == member), None)
