"""The door and the scopes of payments."""

from onestop.http import Door

app = Door("payments")

READ, REFUND, ADMIN = "payments:read", "payments:refund", "payments:admin"
