"""The door and the scopes of workforce."""

from onestop.http import Door

app = Door("workforce")

READ, WRITE, LEAD, ADMIN = "workforce:read", "workforce:write", "workforce:lead", "workforce:admin"
