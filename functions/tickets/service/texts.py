"""Texts with variables, written out for a ticket."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from typing import Any

from onestop import calls, tables
from onestop.errors import Invalid, NotFound
from onestop.identity import Caller
from tickets import table
from tickets.domain import variables
from tickets.service import staff

View = dict[str, Any]
SECONDS = 4  # for two tries: a name is not worth more of anybody's time


def written(by: Caller, text: str, ticket: Mapping[str, Any], language: str | None) -> tuple[str, list[str]]:
    """A text with its values, and the variables that had none. 1 call for each agent that it names, and 1 of customers
    where the requester's name is due.

    Where customers cannot be asked, the text is written as if the name were not known.
    """
    values: dict[str, Any] = {"ticket": ticket, "requester": {"id": ticket["requester"]}}
    needed = variables.needed(text)
    agents = {"agent": by.actor, "assignee": ticket["assignee"]}
    values |= {name: staff.called(by.tenant, who) for name, who in agents.items() if name in needed}
    if "requester" in needed:
        with suppress(NotFound):  # a customer in the trash has no name, either
            values["requester"] |= _customers()(by, "Known", {"customer": ticket["requester"]})
    return variables.rendered(text, values, language or "en")


def in_language(saved: table.SavedReply, ticket: Mapping[str, Any], wanted: str | None = None) -> tuple[str, str]:
    """The text of a saved reply that serves a ticket best, and its language."""
    language = variables.chosen(saved.bodies, wanted or ticket["language"])
    return saved.bodies[language], language


def saved_reply(tenant: str, reply_id: str) -> table.SavedReply:
    """A saved reply, whoever's it is; `Invalid` where it is gone: 1 call."""
    row = tables.get(table.SavedReply, table.shelf_pk(tenant, "saved-replies", reply_id), "record")
    if row is None:
        raise Invalid(errors=[{"pointer": "/reply/savedReply", "reason": "is no saved reply"}])
    return row


@cache
def _customers() -> calls.Ask:
    where = table.Row.Meta.table_name
    return calls.neighbour("customers", os.environ["CUSTOMERS_SAGA"], seconds=SECONDS, instead=_nobody, table=where)


def _nobody(by: Caller, task: str, asked: Mapping[str, Any]) -> Any:
    return {}
