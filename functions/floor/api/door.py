"""The door and the scopes of the floor."""

from onestop.http import Door

app = Door("floor")

READ, LEAD = "floor:read", "floor:lead"
