"""The door and the scopes of returns."""

from onestop.http import Door

app = Door("returns")

READ, WRITE, APPROVE, RECEIVE = "returns:read", "returns:write", "returns:approve", "returns:receive"
