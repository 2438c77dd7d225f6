"""The routes of returns."""

from returns.api import returns, steps, terms
from returns.api.door import app

__all__ = ["app", "returns", "steps", "terms"]
