"""The routes of orders."""

from orders.api import cancellations, documents, notes, orders, risk, sagas, shipments
from orders.api.door import app

__all__ = ["app", "cancellations", "documents", "notes", "orders", "risk", "sagas", "shipments"]
