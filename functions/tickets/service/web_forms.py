"""Forms by which anybody may open a ticket: they are set up here; `web_asking` answers those who use them."""

from __future__ import annotations

from typing import Any

from onestop import clock, lists, once, records, tables
from onestop.errors import Invalid, NotFound
from onestop.events import changes
from onestop.identity import Caller
from onestop.lists import Page, Range
from onestop.once import Once
from onestop.shaping import fill
from onestop.tables import creates, updates
from tickets import events, schemas, table
from tickets.service import desk

View = dict[str, Any]


def create(by: Caller, new: schemas.NewWebForm, repeat: Once | None = None) -> View:
    """Make a form and return it: 1 call. `Invalid` for fields that its type has not."""
    _must_fit(by.tenant, new)
    form_id, at = clock.new_id(), clock.timestamp()
    row = table.WebForm(*table.web_form_keys(by.tenant, form_id), id=form_id, created_at=at, updated_at=at)
    row.key = f"{by.tenant}.{form_id}"
    fill(row, new.whole())
    records.stamp(row, events.WEB_FORM_CREATED, by)
    view = row.view()
    tables.write(*once.guards(table.Guard, repeat, view), creates(row))
    return view


def forms(by: Caller, part: Range) -> Page:
    """All forms, oldest first: 1 call."""
    return lists.read(table.WebForm, [table.web_form_keys(by.tenant, "")[0]], part, table.WebForm.sk)


def form(by: Caller, form_id: str) -> View:
    """One form: 1 call."""
    return _there(by.tenant, form_id).view()


def replace(by: Caller, form_id: str, new: schemas.NewWebForm, if_match: int) -> View:
    """Replace what a form says: 2 calls. One that is not active any more takes nothing."""
    row = _there(by.tenant, form_id)
    records.must_match(row, if_match)
    _must_fit(by.tenant, new)
    before = row.view()
    changed = changes(before, before | new.whole())
    if not changed:
        return before
    fill(row, new.whole())
    row.updated_at = clock.timestamp()
    records.stamp(row, events.WEB_FORM_CHANGED, by, changed)
    tables.write(updates(row))
    return row.view()


def _there(tenant: str, form_id: str) -> Any:
    row = tables.get(table.WebForm, *table.web_form_keys(tenant, form_id), consistent=True)
    if row is None:
        raise NotFound("There is no such form.")
    return row


def _must_fit(tenant: str, new: schemas.NewWebForm) -> None:
    """A form asks for fields that its type has, and for all that a ticket of the type needs from the beginning."""
    kind = desk.type_(tenant, new.ticket_type) if new.ticket_type else {"fields": [], "requiredOnCreate": []}
    known = {field["key"] for field in kind["fields"]}
    wrong = [at for at, key in enumerate(new.fields) if key not in known]
    if wrong:
        reason = "is no field of this type of ticket"
        raise Invalid(errors=[{"pointer": f"/fields/{at}", "reason": reason} for at in wrong])
    needed = {name.removeprefix("custom.") for name in kind["requiredOnCreate"]} - {"description", "subject"}
    if lacking := sorted(needed - set(new.fields)):
        raise Invalid(errors=[{"pointer": "/fields", "reason": f"lacks {lacking[0]}, which such a ticket needs"}])
