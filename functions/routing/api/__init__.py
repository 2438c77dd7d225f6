"""The routes of routing."""

from routing.api import leading, policies, profiles, queues, simulations, work
from routing.api.door import app

__all__ = ["app", "leading", "policies", "profiles", "queues", "simulations", "work"]
