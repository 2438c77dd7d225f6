"""The routes of tickets."""

from tickets.api import attachments, joining, links, tickets, viewing
from tickets.api.door import app

__all__ = ["app", "attachments", "joining", "links", "tickets", "viewing"]
