"""The door and the scopes of customers."""

from onestop.http import Door

app = Door("customers")

READ, WRITE, DELETE, ADMIN = "customers:read", "customers:write", "customers:delete", "customers:admin"
