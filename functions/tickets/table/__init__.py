"""The table `tickets`: which items there are and how they are found.

    ticket        <tenant>#ticket#<id>             record
    comment       <tenant>#ticket#<id>             comment#<id>             replies and internal notes
    attachment    <tenant>#ticket#<id>             attachment#<id>          a file; the file itself is in a bucket
    link          <tenant>#ticket#<id>             link#<other>             one from each side
    merge         <tenant>#ticket#<id>             merge#<id>               what was merged into it
    viewer        <tenant>#ticket#<id>             viewer#<member>          who has it open
    notice        <tenant>#ticket#<id>             notice#<id>              what an action tells members
    settings      <tenant>#desk                    settings
    status        <tenant>#desk                    status#<key>
    type          <tenant>#desk                    type#<key>
    macro         <tenant>#macros#<id>             record
    saved reply   <tenant>#saved-replies#<id>      record
    web form      <tenant>#web-forms               form#<id>
    visits        <tenant>#visits#<form>#<digest>  <hour>                   how often an address used a form
    unique key    <tenant>#unique#<what>#<value>   guard                    the one ticket that has it
    idempotency   <tenant>#once#<route>#<key>      guard

The indexes hold keys only, because a ticket is changed often. Those by assignee and by team have a partition for each
category of status, so that somebody's open tickets are found among any number of closed ones.
"""

from tickets.table.attachments import Attachment, attachment_keys
from tickets.table.base import ByAssignee, ByCategory, ByCreation, ByRequester, ByTeam, ByUpdate, Row
from tickets.table.beside import Guard, Unique, unique_pk
from tickets.table.comments import Comment, comment_keys
from tickets.table.desk import Settings, Status, TicketType, desk_pk, status_keys, type_keys
from tickets.table.links import Link, Merge, Viewer, link_keys, merge_keys, viewer_keys
from tickets.table.notices import Notice, notice_keys
from tickets.table.shelves import Macro, SavedReply, shelf_pk
from tickets.table.ticket import Ticket, fetch, ticket_pk
from tickets.table.web_forms import Visits, WebForm, visits_keys, web_form_keys

__all__ = [
    "Attachment",
    "ByAssignee",
    "ByCategory",
    "ByCreation",
    "ByRequester",
    "ByTeam",
    "ByUpdate",
    "Comment",
    "Guard",
    "Link",
    "Macro",
    "Merge",
    "Notice",
    "Row",
    "SavedReply",
    "Settings",
    "Status",
    "Ticket",
    "TicketType",
    "Unique",
    "Viewer",
    "Visits",
    "WebForm",
    "attachment_keys",
    "comment_keys",
    "desk_pk",
    "fetch",
    "link_keys",
    "merge_keys",
    "notice_keys",
    "shelf_pk",
    "status_keys",
    "ticket_pk",
    "type_keys",
    "unique_pk",
    "viewer_keys",
    "visits_keys",
    "web_form_keys",
]

Row._get_connection()  # one connection for all classes of this table: the base has to ask for it first
