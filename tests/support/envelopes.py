"""Envelopes as the bus carries them, for consumers whose producers are of no interest to a test."""

from datetime import datetime
from typing import Any

from ulid import ULID

from tests.support.gateway import MEMBER, TENANT

CUSTOMER = "01J000000000000000000000C0"
OPEN = {
    "id": CUSTOMER, "kind": "person", "name": "林小梅", "tags": ["vip"], "owner": None, "visibility": "everyone",
    "collaborators": [], "createdAt": "2026-03-01T08:00:00.000Z", "deletedAt": None,
}  # fmt: skip


def envelope(kind: str, subject: str, sequence: int = 1, **said: Any) -> dict[str, Any]:
    """An envelope of `kind`; `record`, `changes` and `customers` go into its data, all else replaces a member."""
    at = said.pop("time", f"2026-03-01T08:00:{sequence:02}.000Z")
    data = {"record": said.pop("record", {}), "changes": said.pop("changes", {}),
            "customers": said.pop("customers", [CUSTOMER])}  # fmt: skip
    return {
        "specversion": "1.0",
        "id": id_at(at),
        "type": kind,
        "version": 1,
        "time": at,
        "tenant": TENANT,
        "actor": f"member/{MEMBER}",
        "address": "203.0.113.7",
        "correlation": "test",
        "causation": None,
        "subject": subject,
        "sequence": sequence,
        "data": data,
        **said,
    }


def customer(sequence: int = 1, kind: str = "CustomerChanged", **record: Any) -> dict[str, Any]:
    """An event of the customer CUSTOMER, whose record is OPEN but for `record`."""
    changes = {name: {"before": OPEN[name], "after": value} for name, value in record.items()}
    return envelope(kind, f"customers/{CUSTOMER}", sequence, record={**OPEN, **record}, changes=changes)


def id_at(moment: str) -> str:
    """A new id that was given at that moment."""
    return str(ULID.from_datetime(datetime.fromisoformat(moment)))
