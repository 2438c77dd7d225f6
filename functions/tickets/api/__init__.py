"""The routes of tickets."""

from tickets.api import (
    attachments,
    automation,
    batches,
    comments,
    desk,
    joining,
    links,
    macros,
    saved_replies,
    sla,
    tickets,
    viewing,
    views,
    waiting,
    web_forms,
)
from tickets.api.door import app

__all__ = [
    "app",
    "attachments",
    "automation",
    "batches",
    "comments",
    "desk",
    "joining",
    "links",
    "macros",
    "saved_replies",
    "sla",
    "tickets",
    "viewing",
    "views",
    "waiting",
    "web_forms",
]
