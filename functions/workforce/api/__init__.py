"""The routes of workforce."""

from workforce.api import agents, leaves, presence, settings, shifts, skills, teams
from workforce.api.door import app

__all__ = ["agents", "app", "leaves", "presence", "settings", "shifts", "skills", "teams"]
