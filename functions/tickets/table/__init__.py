"""The table `tickets`: which items there are and how they are found.

    ticket        <tenant>#ticket#<id>             record
    comment       <tenant>#ticket#<id>             comment#<id>             replies and internal notes
    attachment    <tenant>#ticket#<id>             attachment#<id>          a file; the file itself is in a bucket
    link          <tenant>#ticket#<id>             link#<other>             one from each side
    merge         <tenant>#ticket#<id>             merge#<id>               what was merged into it
    viewer        <tenant>#ticket#<id>             viewer#<member>          who has it open
    run           <tenant>#ticket#<id>             run#<id>                 what came of a rule
    notice        <tenant>#ticket#<id>             notice#<id>              what an action tells members
    settings      <tenant>#desk                    settings
    status        <tenant>#desk                    status#<key>
    type          <tenant>#desk                    type#<key>
    calendar      <tenant>#sla                     calendar#<id>
    policy        <tenant>#sla                     policy#<id>
    plan          <tenant>#sla                     plan                     which edition of both holds
    outcome       <tenant>#ticket#<id>             sla#<metric>#<cycle>     what became of a promise
    counts        <tenant>#sla-counts#<day>        <policy>#<team>#<agent>
    batch job     <tenant>#batch-job#<id>          record                   the same for many tickets, a page at a time
    rule          <tenant>#automation-rules        <id>                     what is done by itself
    chain         <tenant>#automation-chain#<ticket>#<correlation>  record  which rules have acted in it
    heard         <tenant>#automation-heard#<event>  guard                  that rules have acted on an event
    macro         <tenant>#macros#<id>             record
    saved reply   <tenant>#saved-replies#<id>      record
    view          <tenant>#views#<id>              record
    agent         <tenant>#agent#<id>              record                   what an agent is called
    web form      <tenant>#web-forms               form#<id>
    visits        <tenant>#visits#<form>#<digest>  <hour>                   how often an address used a form
    unique key    <tenant>#unique#<what>#<value>   guard                    the one ticket that has it
    idempotency   <tenant>#once#<route>#<key>      guard

The indexes hold keys only, because a ticket is changed often. Those by assignee and by team have a partition for each
category of status, so that somebody's open tickets are found among any number of closed ones.
"""

from tickets.table.attachments import Attachment, attachment_keys
from tickets.table.automation import Chain, Heard, Rule, Run, chain_keys, heard_keys, rules_pk, run_keys, runs_key
from tickets.table.base import ByAssignee, ByCategory, ByCreation, ByRequester, ByTeam, ByUpdate, Row
from tickets.table.batch import BatchJob, batch_job_keys
from tickets.table.beside import Guard, Unique, unique_pk
from tickets.table.comments import Comment, comment_keys
from tickets.table.desk import Settings, Status, TicketType, desk_pk, status_keys, type_keys
from tickets.table.links import Link, Merge, Viewer, link_keys, merge_keys, viewer_keys
from tickets.table.notices import Notice, notice_keys
from tickets.table.shelves import Macro, SavedReply, shelf_pk
from tickets.table.sla import Calendar, SlaPlan, SlaPolicy, plan_keys, sla_pk
from tickets.table.sla_report import SlaCount, SlaOutcome, counts_pk, outcome_keys
from tickets.table.staff import Agent, agent_keys
from tickets.table.ticket import Ticket, fetch, ticket_pk
from tickets.table.views import View
from tickets.table.web_forms import Visits, WebForm, visits_keys, web_form_keys

__all__ = [
    "Agent",
    "Attachment",
    "BatchJob",
    "ByAssignee",
    "ByCategory",
    "ByCreation",
    "ByRequester",
    "ByTeam",
    "ByUpdate",
    "Calendar",
    "Chain",
    "Comment",
    "Guard",
    "Heard",
    "Link",
    "Macro",
    "Merge",
    "Notice",
    "Row",
    "Rule",
    "Run",
    "SavedReply",
    "Settings",
    "SlaCount",
    "SlaOutcome",
    "SlaPlan",
    "SlaPolicy",
    "Status",
    "Ticket",
    "TicketType",
    "Unique",
    "View",
    "Viewer",
    "Visits",
    "WebForm",
    "agent_keys",
    "attachment_keys",
    "batch_job_keys",
    "chain_keys",
    "comment_keys",
    "counts_pk",
    "desk_pk",
    "fetch",
    "heard_keys",
    "link_keys",
    "merge_keys",
    "notice_keys",
    "outcome_keys",
    "plan_keys",
    "rules_pk",
    "run_keys",
    "runs_key",
    "shelf_pk",
    "sla_pk",
    "status_keys",
    "ticket_pk",
    "type_keys",
    "unique_pk",
    "viewer_keys",
    "visits_keys",
    "web_form_keys",
]

Row._get_connection()  # one connection for all classes of this table: the base has to ask for it first
