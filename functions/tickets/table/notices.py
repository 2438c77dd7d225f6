"""What members are told because an action says so; who delivers it hears the event."""

from onestop.pynamo import JSONAttribute, UnicodeAttribute
from tickets.table.base import Row
from tickets.table.ticket import ticket_pk


class Notice(Row, discriminator="notice"):
    """A text for some members, and for all of a team where one is named."""

    PUBLIC = ("id", "ticket", "requester", "text", "members", "team", "author", "created_at", "version")

    id = UnicodeAttribute()
    ticket = UnicodeAttribute()
    requester = UnicodeAttribute()
    text = UnicodeAttribute()
    members = JSONAttribute(default=list)
    team = UnicodeAttribute(null=True)
    author = UnicodeAttribute()
    created_at = UnicodeAttribute(attr_name="createdAt")

    def subject(self) -> str:
        return f"ticket-notices/{self.id}"

    def about(self) -> list[str]:
        return [self.requester]


def notice_keys(tenant: str, ticket_id: str, notice_id: str) -> tuple[str, str]:
    return ticket_pk(tenant, ticket_id), f"notice#{notice_id}"
