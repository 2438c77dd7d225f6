"""The routes of orders."""

from orders.api import notes, orders
from orders.api.door import app

__all__ = ["app", "notes", "orders"]
