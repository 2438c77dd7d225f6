"""What members are told because an action says so."""

from onestop.models import Model, Timestamp, Ulid


class Notice(Model):
    """A text for some members, and for all of a team where one is named."""

    id: Ulid
    ticket: Ulid
    requester: Ulid
    text: str
    members: list[Ulid]
    team: Ulid | None
    author: str
    created_at: Timestamp
    version: int
