"""The history of one record, for everybody who may read the record itself."""

from collections.abc import Mapping
from typing import Any

from audit import table
from audit.domain import scope_of
from onestop import lists
from onestop.errors import NotFound
from onestop.identity import Caller
from onestop.lists import Page, Range
from onestop.visibility import may_see, sees_all


def history(by: Caller, things: str, record_id: str, part: Range, field: str | None = None) -> Page:
    """One page of a record's entries, newest first, or of those among them that changed `field`.

    1 call. Later pages take 1 more, and for those who do not lead each customer concerned does who is not the record
    itself: that decides whether they may see it. Raises `NotFound` where there is no such record for the caller,
    `MissingScope` without the scope to read it.
    """
    by.must(scope_of(things))
    subject = f"{things}/{record_id}"
    page = _entries(by.tenant, subject, part)
    newest = page.rows[0] if page.rows and part.after is None else _newest(by.tenant, subject)
    if newest is None or not _may_see(by, newest):
        raise NotFound("There is no such record.")
    return Page([row for row in page.rows if field is None or field in row.changes], page.position)


def version_of(entry: Mapping[str, Any], field: str | None = None) -> dict[str, Any]:
    """An entry as a step of its record's history, with all its changes or those of one field."""
    return {
        "id": entry["id"],
        "sequence": entry["sequence"],
        "what": entry["type"],
        "at": entry["time"],
        "actor": entry["actor"],
        "correlation": entry["correlation"],
        "changes": {name: change for name, change in entry["changes"].items() if field in (None, name)},
    }


def _may_see(by: Caller, newest: table.Entry) -> bool:
    """Whoever may not see one of the customers whom a record is about may not see the record."""
    return sees_all(by) or all(
        facts is not None and may_see(by, facts) for facts in (_facts(by.tenant, newest, c) for c in newest.customers)
    )


def _facts(tenant: str, newest: table.Entry, customer_id: str) -> Any:
    subject = f"customers/{customer_id}"
    row = newest if newest.subject == subject else _newest(tenant, subject)
    return row.facts if row else None


def _newest(tenant: str, subject: str) -> table.Entry | None:
    rows = _entries(tenant, subject, Range(newest_first=True, limit=1)).rows
    return rows[0] if rows else None


def _entries(tenant: str, subject: str, part: Range) -> Page:
    return lists.read(table.Entry, [table.record_pk(tenant, subject)], part, table.Entry.sk)
