"""The door and the scopes of tickets."""

from onestop.http import Door

app = Door("tickets")

READ, WRITE = "tickets:read", "tickets:write"
LEAD, ADMIN = "tickets:lead", "tickets:admin"
