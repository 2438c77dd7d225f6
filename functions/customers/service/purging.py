"""The end of a customer: out of the trash for good, after 30 days or at once."""

from datetime import datetime
from hashlib import sha256
from typing import Any

from customers import events, table
from customers.service import finding
from onestop import clock, records, tables
from onestop.errors import VersionMismatch
from onestop.events import envelope, mark
from onestop.identity import Caller, system
from onestop.tables import Row, Step, deletes


def purge(by: Caller, customer_id: str, if_match: int) -> None:
    """Remove a customer from the trash for good: 3 calls.

    The first write says who did it, because the stream that reports the second one could not.
    """
    row = finding.changeable(by, customer_id, trashed=True)
    records.must_match(row, if_match)
    as_read = table.Customer.version == row.version
    note = table.Customer.purging.set(mark(events.PURGED, by))
    tables.write(Step("update", row, _restored, as_read, (note,)))
    tables.write(deletes(row, _restored, when=as_read))


def _restored(_: dict[str, Any] | None) -> Exception:
    return VersionMismatch("The customer was taken out of the trash while this request was under way.")


def purged(before: Row | None, _: Row | None) -> dict[str, Any] | None:
    """The envelope of `CustomerPurged` for a customer that has left the table, None for any other row.

    However often the stream is read, it is the same event: nothing in it comes from the clock or from chance.
    """
    if not isinstance(before, table.Customer):
        return None
    before.event = before.purging or _expiry(before)
    before.version = int(before.version) + 1
    return envelope(before, before)


def _expiry(row: table.Customer) -> dict[str, Any]:
    """The mark of an event that nobody made: the time in the trash was over. Its id follows from the last event's."""
    last, at = row.event, row.expires or datetime.fromisoformat(row.updated_at)
    nobody = system("customers", last["tenant"], last["correlation"], causation=last["id"])
    event_id = clock.ulid(at, sha256(last["id"].encode()).digest()[:10])
    return {**mark(events.PURGED, nobody), "id": event_id, "at": clock.rfc3339(at)}
