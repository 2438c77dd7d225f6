"""The routes of identity."""

from identity.api import credentials, me, members, oauth
from identity.api.door import app

__all__ = ["app", "credentials", "me", "members", "oauth"]
