"""How a ticket belongs to others."""

from onestop.pynamo import JSONAttribute, UnicodeAttribute
from tickets.table.base import Row
from tickets.table.ticket import ticket_pk


class Link(Row, discriminator="link"):
    """What `other` is to `ticket`: its parent, child, problem, incident, or related. There is one from each side."""

    PUBLIC = ("id", "ticket", "kind", "other", "created_by", "created_at", "version")

    id = UnicodeAttribute()
    ticket = UnicodeAttribute()
    kind = UnicodeAttribute()
    other = UnicodeAttribute()
    requester = UnicodeAttribute()
    created_by = UnicodeAttribute(attr_name="createdBy")
    created_at = UnicodeAttribute(attr_name="createdAt")

    def subject(self) -> str:
        return f"ticket-links/{self.id}"

    def about(self) -> list[str]:
        return [self.requester]


class Merge(Row, discriminator="merge"):
    """What one ticket brought to another: with it they can be two again.

    `sources` are the tickets whose conversation came along, `before` what the merge changed of the source.
    """

    PUBLIC = (
        "id", "source", "target", "sources", "before", "followers", "tags", "created_by", "created_at",
        "undone_by", "undone_at", "version",
    )  # fmt: skip

    id = UnicodeAttribute()
    source = UnicodeAttribute()
    target = UnicodeAttribute()
    requester = UnicodeAttribute()
    sources = JSONAttribute()
    before = JSONAttribute()
    followers = JSONAttribute(default=list)
    tags = JSONAttribute(default=list)
    created_by = UnicodeAttribute(attr_name="createdBy")
    created_at = UnicodeAttribute(attr_name="createdAt")
    undone_by = UnicodeAttribute(attr_name="undoneBy", null=True)
    undone_at = UnicodeAttribute(attr_name="undoneAt", null=True)

    def subject(self) -> str:
        return f"ticket-merges/{self.id}"

    def about(self) -> list[str]:
        return [self.requester]


class Viewer(Row, discriminator="viewer"):
    """Who has a ticket open, until when, and whether they are typing."""

    PUBLIC = ("member", "doing", "since", "until")

    member = UnicodeAttribute()
    doing = UnicodeAttribute()
    since = UnicodeAttribute()
    until = UnicodeAttribute()


def link_keys(tenant: str, ticket_id: str, other: str) -> tuple[str, str]:
    return ticket_pk(tenant, ticket_id), f"link#{other}"


def merge_keys(tenant: str, target: str, merge_id: str) -> tuple[str, str]:
    """A merge stands with the ticket into which it went."""
    return ticket_pk(tenant, target), f"merge#{merge_id}"


def viewer_keys(tenant: str, ticket_id: str, member: str) -> tuple[str, str]:
    return ticket_pk(tenant, ticket_id), f"viewer#{member}"
