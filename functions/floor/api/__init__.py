"""The routes of the floor."""

from floor.api import alerts, floor, rules, sockets
from floor.api.door import app

__all__ = ["alerts", "app", "floor", "rules", "sockets"]
