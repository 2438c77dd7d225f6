"""The door and the scopes of routing."""

from onestop.http import Door

app = Door("routing")

READ, WRITE, LEAD, ADMIN = "routing:read", "routing:write", "routing:lead", "routing:admin"
