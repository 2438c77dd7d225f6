"""Wallboards that are told of changes."""

from onestop.models import Model, Timestamp


class SocketPass(Model):
    """Where to connect. The URL is the credential: it works once, and until it expires."""

    url: str
    expires_at: Timestamp
