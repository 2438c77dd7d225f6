"""Saved views: kept like macros, and looked through."""

from __future__ import annotations

from typing import Any

from onestop.identity import Caller
from onestop.lists import Range
from tickets import events, schemas, table
from tickets.domain import sharing
from tickets.service import looking, shelves
from tickets.service.looking import Found

A_PREVIEW = 50


VIEWS = shelves.Shelf(
    "views", table.View, "NewView", events.VIEW_SAVED, events.VIEW_CHANGED, events.VIEW_DELETED,
    whole=("condition",), needs=sharing.LED,
)  # fmt: skip


def newest_first(view: Any) -> bool:
    return bool(view.sort.startswith("-"))


def shown(by: Caller, view: Any, part: Range) -> Found:
    """One page of the tickets of a view: `looking.matching` says what it costs."""
    return looking.matching(by, view.condition, part)


def previewed(by: Caller, asked: schemas.ViewAsked) -> Found:
    """The first tickets of a view that is not saved."""
    return looking.matching(by, asked.condition, Range(newest_first=newest_first(asked), limit=A_PREVIEW))
