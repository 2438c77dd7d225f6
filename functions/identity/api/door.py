"""The door itself; the modules beside it hang their routes into it."""

from onestop.http import Door

app = Door("identity")
