"""Personal tokens, API keys and service clients: the same thing for a member, an integration and a program."""

from typing import Literal

from pydantic import AwareDatetime

from identity.schemas.fields import Scopes
from onestop.models import Model, Short, Timestamp, Ulid


class NewCredential(Model):
    """A name to know it by, what it may do, and until when: a year at most, which is also what is meant without."""

    name: Short
    scopes: Scopes
    expires_at: AwareDatetime | None = None


class Credential(Model):
    """What is shown. `member` is whose token it is, or who made the key or the client."""

    id: Ulid
    kind: Literal["token", "api-key", "client"]
    name: str
    scopes: list[str]
    member: Ulid
    expires_at: Timestamp
    last_used_on: str | None
    created_at: Timestamp
    revoked_at: Timestamp | None
    version: int


class Issued(Credential):
    """A new credential and its secret, which is shown only here: a repeat with the same Idempotency-Key has none."""

    secret: str | None = None
