"""The ticket itself."""

from collections.abc import Mapping
from typing import Any

from onestop import items, tables
from onestop.pynamo import JSONAttribute, NumberAttribute, UnicodeAttribute
from onestop.tables import key
from tickets.table.base import ByAssignee, ByCategory, ByCreation, ByRequester, ByTeam, ByUpdate, Row

STORED = {"type": "ticketType"}  # `type` in the table tells rows apart
SHOWN = {stored: public for public, stored in STORED.items()}


class Ticket(Row, discriminator="ticket"):
    """A case of a customer. The keys above the id place it in the indexes.

    `past` are the latest changes, `[[version, {field: value before}]]`: what a stale writer began with. `routed` is
    the sequence of routing's last word about it. `waits` are the times at which its clocks may have stood
    (`domain/standing.py`).
    """

    PUBLIC = (
        "id", "number", "subject_line", "description", "ticket_type", "status", "status_category", "category",
        "priority", "channel", "language", "requester", "requester_tier", "assignee", "team", "queue", "needs", "tags",
        "custom", "followers", "snoozed_until", "waiting_since", "first_replied_at", "last_customer_at",
        "last_agent_at", "resolved_at", "closed_at", "reopens", "parent", "problem", "merged_into", "merged_from",
        "follow_up_of", "split_from", "external_id", "sla", "created_at", "updated_at", "version",
    )  # fmt: skip

    by_creation, by_update, by_requester = ByCreation(), ByUpdate(), ByRequester()
    by_assignee, by_team, by_category = ByAssignee(), ByTeam(), ByCategory()
    listed = UnicodeAttribute(null=True)
    update_key = UnicodeAttribute(attr_name="updateKey", null=True)
    of_requester = UnicodeAttribute(attr_name="ofRequester", null=True)
    of_assignee = UnicodeAttribute(attr_name="ofAssignee", null=True)
    of_team = UnicodeAttribute(attr_name="ofTeam", null=True)
    in_category = UnicodeAttribute(attr_name="inCategory", null=True)
    past = JSONAttribute(default=list)
    routed = NumberAttribute(default=0)
    waits = JSONAttribute(default=list)
    ruled = JSONAttribute(null=True)

    id = UnicodeAttribute()
    number = UnicodeAttribute()
    subject_line = UnicodeAttribute(attr_name="subject")
    description = UnicodeAttribute(null=True)
    ticket_type = UnicodeAttribute(attr_name="ticketType", null=True)
    status = UnicodeAttribute()
    status_category = UnicodeAttribute(attr_name="statusCategory")
    category = UnicodeAttribute(null=True)
    priority = UnicodeAttribute()
    channel = UnicodeAttribute()
    language = UnicodeAttribute(null=True)
    requester = UnicodeAttribute()
    requester_tier = UnicodeAttribute(attr_name="requesterTier", null=True)
    assignee = UnicodeAttribute(null=True)
    team = UnicodeAttribute(null=True)
    queue = UnicodeAttribute(null=True)
    needs = JSONAttribute(default=list)
    tags = JSONAttribute(default=list)
    custom = JSONAttribute(default=dict)
    followers = JSONAttribute(default=list)
    snoozed_until = UnicodeAttribute(attr_name="snoozedUntil", null=True)
    waiting_since = UnicodeAttribute(attr_name="waitingSince", null=True)
    first_replied_at = UnicodeAttribute(attr_name="firstRepliedAt", null=True)
    last_customer_at = UnicodeAttribute(attr_name="lastCustomerAt", null=True)
    last_agent_at = UnicodeAttribute(attr_name="lastAgentAt", null=True)
    resolved_at = UnicodeAttribute(attr_name="resolvedAt", null=True)
    closed_at = UnicodeAttribute(attr_name="closedAt", null=True)
    reopens = NumberAttribute(default=0)
    parent = UnicodeAttribute(null=True)
    problem = UnicodeAttribute(null=True)
    merged_into = UnicodeAttribute(attr_name="mergedInto", null=True)
    merged_from = JSONAttribute(attr_name="mergedFrom", default=list)
    follow_up_of = UnicodeAttribute(attr_name="followUpOf", null=True)
    split_from = UnicodeAttribute(attr_name="splitFrom", null=True)
    external_id = UnicodeAttribute(attr_name="externalId", null=True)
    sla = JSONAttribute(null=True)
    created_at = UnicodeAttribute(attr_name="createdAt")
    updated_at = UnicodeAttribute(attr_name="updatedAt")

    def view(self) -> dict[str, Any]:
        """The ticket as callers see it."""
        return {SHOWN.get(name, name): value for name, value in super().view().items()}

    def take(self, said: Mapping[str, Any]) -> None:
        """Set fields by their public names."""
        names = items.names(type(self))
        for public, value in said.items():
            setattr(self, names[STORED.get(public, public)], value)

    def subject(self) -> str:
        return f"tickets/{self.id}"

    def about(self) -> list[str]:
        return [self.requester]

    @property
    def tenant(self) -> str:
        return str(self.pk.partition("#")[0])


def ticket_pk(tenant: str, ticket_id: str) -> str:
    """The partition of a ticket and of all that hangs on it."""
    return key(tenant, "ticket", ticket_id)


def fetch(tenant: str, ticket_id: str, *, consistent: bool = False) -> Any:
    """A ticket, or None: 1 call, 0.5 read units for each 4 KB."""
    return tables.get(Ticket, ticket_pk(tenant, ticket_id), "record", consistent=consistent)
