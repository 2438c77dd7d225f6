"""The table `tickets`: which items there are and how they are found.

    ticket        <tenant>#ticket#<id>             record
    comment       <tenant>#ticket#<id>             comment#<id>             replies and internal notes
    settings      <tenant>#desk                    settings
    status        <tenant>#desk                    status#<key>
    type          <tenant>#desk                    type#<key>
    unique key    <tenant>#unique#<what>#<value>   guard                    the one ticket that has it
    idempotency   <tenant>#once#<route>#<key>      guard

The indexes hold keys only, because a ticket is changed often. Those by assignee and by team have a partition for each
category of status, so that somebody's open tickets are found among any number of closed ones.
"""

from tickets.table.base import ByAssignee, ByCategory, ByCreation, ByRequester, ByTeam, ByUpdate, Row
from tickets.table.beside import Guard, Unique, unique_pk
from tickets.table.comments import Comment, comment_keys
from tickets.table.desk import Settings, Status, TicketType, desk_pk, status_keys, type_keys
from tickets.table.ticket import Ticket, fetch, ticket_pk

__all__ = [
    "ByAssignee",
    "ByCategory",
    "ByCreation",
    "ByRequester",
    "ByTeam",
    "ByUpdate",
    "Comment",
    "Guard",
    "Row",
    "Settings",
    "Status",
    "Ticket",
    "TicketType",
    "Unique",
    "comment_keys",
    "desk_pk",
    "fetch",
    "status_keys",
    "ticket_pk",
    "type_keys",
    "unique_pk",
]

Row._get_connection()  # one connection for all classes of this table: the base has to ask for it first
