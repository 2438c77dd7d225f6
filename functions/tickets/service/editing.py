"""What may be changed of a ticket, and what follows from it: the same for a patch, a macro, a rule."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onestop import clock
from onestop.errors import Invalid
from onestop.identity import Caller
from tickets import table
from tickets.domain import forms, states
from tickets.service import desk

LEAD = "tickets:lead"


def edit(by: Caller, row: table.Ticket, said: Mapping[str, Any]) -> None:
    """Set fields of a ticket by their public names, with all that follows: `status` moves its category and its times.

    Nothing is written. Raises `WrongState` for a closed ticket or a status that it cannot get, `Invalid` for values
    that its form does not allow or lacks, `MissingScope` where somebody else's ticket is given away.
    """
    before = row.view()
    new = {name: value for name, value in said.items() if value != before[name]}
    if not new:
        return
    states.must_be_changeable(before)
    _must_be_allowed(by, before, new)
    if "status" in new:
        found = desk.status(row.tenant, new["status"])
        new |= states.moved(before, found["key"], found["category"], clock.timestamp())
    row.take(new)
    check(row, before, new)


def check(row: table.Ticket, before: Mapping[str, Any], new: Mapping[str, Any]) -> None:
    """Hold a ticket to the form of its type: `Invalid` with a pointer to each field that is wrong or missing.

    `new` are the fields that were just set. A type that was retired keeps its tickets.
    """
    after = row.view()
    form = _form(row, typed="type" in new)
    wrong = forms.faults(form["fields"], _set_now(before, after) if "type" not in new else after["custom"])
    if after["statusCategory"] in ("solved", "closed") and before.get("statusCategory") in (None, *states.LIVE):
        wrong += forms.missing(form["requiredToResolve"], after, "before the ticket is resolved")
    if wrong:
        raise Invalid(errors=wrong)


def check_new(row: table.Ticket) -> None:
    """Hold a new ticket to its form."""
    after, form = row.view(), _form(row, typed=True)
    wrong = forms.faults(form["fields"], after["custom"])
    wrong += forms.missing(form["requiredOnCreate"], after, "when the ticket is opened")
    if wrong:
        raise Invalid(errors=wrong)


def _set_now(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """The custom values that were not there before: the others stay, whatever became of their fields."""
    was = before["custom"]
    return {name: value for name, value in after["custom"].items() if name not in was or was[name] != value}


NO_FORM: dict[str, Any] = {"fields": [], "requiredOnCreate": [], "requiredToResolve": []}


def _form(row: table.Ticket, *, typed: bool) -> Mapping[str, Any]:
    """The form of a ticket's type; only one that is given now has to be in use."""
    if row.ticket_type is None:
        return NO_FORM
    if typed:
        return desk.type_(row.tenant, row.ticket_type)
    return desk.of(row.tenant).types.get(row.ticket_type, NO_FORM)


def _must_be_allowed(by: Caller, before: Mapping[str, Any], new: Mapping[str, Any]) -> None:
    """A ticket that is somebody else's is taken from him by those who lead."""
    holder = before["assignee"]
    if "assignee" in new and holder is not None and not _acts_for(by, holder):
        by.must(LEAD)


def _acts_for(by: Caller, member: str) -> bool:
    return by.actor == f"member/{member}" or by.actor.startswith("system/")
