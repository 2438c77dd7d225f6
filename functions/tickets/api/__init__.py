"""The routes of tickets."""

from tickets.api import tickets
from tickets.api.door import app

__all__ = ["app", "tickets"]
