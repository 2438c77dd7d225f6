"""The routes of payments."""

from payments.api import differences, payments, reconciliations, webhooks
from payments.api.door import app

__all__ = ["app", "differences", "payments", "reconciliations", "webhooks"]
