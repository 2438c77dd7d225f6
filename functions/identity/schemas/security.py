"""What happened at the door."""

from onestop.models import Model, Timestamp, Ulid


class SecurityEvent(Model):
    """`address` is the caller's; `member` is null where the address that was typed is nobody's."""

    id: Ulid
    what: str
    member: Ulid | None
    client: str | None
    address: str | None
    at: Timestamp
    version: int
