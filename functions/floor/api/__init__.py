"""The routes of the floor."""

from floor.api import alerts, floor, rules
from floor.api.door import app

__all__ = ["alerts", "app", "floor", "rules"]
