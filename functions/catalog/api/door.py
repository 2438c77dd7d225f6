"""The door and the scopes of the catalog."""

from onestop.http import Door

app = Door("catalog")

READ, WRITE, ADMIN = "catalog:read", "catalog:write", "catalog:admin"
STOCK_READ, STOCK_WRITE = "stock:read", "stock:write"
