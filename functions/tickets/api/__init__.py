"""The routes of tickets."""

from tickets.api import (
    attachments,
    comments,
    desk,
    joining,
    links,
    macros,
    saved_replies,
    tickets,
    viewing,
    waiting,
    web_forms,
)
from tickets.api.door import app

__all__ = [
    "app",
    "attachments",
    "comments",
    "desk",
    "joining",
    "links",
    "macros",
    "saved_replies",
    "tickets",
    "viewing",
    "waiting",
    "web_forms",
]
