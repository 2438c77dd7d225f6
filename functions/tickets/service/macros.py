"""Macros: several actions in one click."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onestop.events import changes
from onestop.identity import Caller
from onestop.once import Once
from tickets import events, table
from tickets.service import acting, finding, shelves
from tickets.service.acting import Acted

View = dict[str, Any]


def _check(tenant: str, said: Mapping[str, Any]) -> None:
    acting.check(tenant, said["actions"])


MACROS = shelves.Shelf(
    "macros", table.Macro, "NewMacro", events.MACRO_MADE, events.MACRO_CHANGED, events.MACRO_DELETED, _check
)


def use(by: Caller, ticket_id: str, macro_id: str, repeat: Once | None = None) -> View:
    """Do what a macro says to a ticket, and return it: 1 call more than `acting.perform`, and raises the same."""
    macro = shelves.seen(by, MACROS, macro_id)
    return acting.perform(by, ticket_id, macro.actions, repeat)


def preview(by: Caller, macro_id: str, ticket_id: str) -> View:
    """What would come of a macro for a ticket: nothing is written. 2 calls, and what its texts need."""
    macro = shelves.seen(by, MACROS, macro_id)
    acted = Acted(row := finding.seen(by, ticket_id), row.view())
    acting.act(by, acted, macro.actions)
    changed = changes(acted.before, row.view())
    return {"ticket": ticket_id, "changes": changed, "messages": acted.messages, "notices": acted.notices}
