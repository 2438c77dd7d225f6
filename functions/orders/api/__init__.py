"""The routes of orders."""

from orders.api.door import app

__all__ = ["app"]
