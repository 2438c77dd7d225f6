"""The door and the scopes of orders."""

from onestop.http import Door

app = Door("orders")

READ, WRITE, PRICE = "orders:read", "orders:write", "orders:price"
FULFIL, CANCEL, ADMIN = "orders:fulfil", "orders:cancel", "orders:admin"
