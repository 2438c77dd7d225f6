"""Saved replies: texts with variables, and what one says for a ticket."""

from __future__ import annotations

from typing import Any

from onestop.identity import Caller
from tickets import events, schemas, table
from tickets.service import finding, shelves, texts

View = dict[str, Any]


SAVED_REPLIES = shelves.Shelf(
    "saved-replies", table.SavedReply, "NewSavedReply", events.REPLY_SAVED, events.REPLY_CHANGED, events.REPLY_DELETED
)  # fmt: skip


def rendered(by: Caller, reply_id: str, query: schemas.RenderingQuery) -> View:
    """What a saved reply says for a ticket: 2 calls, and 1 of customers where the requester's name is due."""
    saved = shelves.seen(by, SAVED_REPLIES, reply_id)
    ticket = finding.seen(by, query.ticket).view()
    text, language = texts.in_language(saved, ticket, query.language)
    body, missing = texts.written(by, text, ticket, language)
    return {"body": body, "language": language, "missing": missing}
