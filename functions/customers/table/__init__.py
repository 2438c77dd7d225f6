"""The table `customers`: which items there are and how they are found.

    customer      <tenant>#customer#<id>            record
    link          <tenant>#customer#<id>            link#<id>                              once on either side
    note          <tenant>#customer#<id>            note#<id>
    consent       <tenant>#customer#<id>            consent#<channel>#<purpose>#<address>  what holds now
    statement     <tenant>#customer#<id>            said#<id>                              what was ever said
    membership    <tenant>#customer#<id>            list#<list>
    standing      <tenant>#consents#<address>       <purpose>#<channel>   the same, found by the address
    list          <tenant>#list#<id>                record
    field         <tenant>#fields                   <name>
    unique key    <tenant>#unique#<what>#<value>    guard        points to the one customer that has it
    match key     <tenant>#match#<digest>           guard        the customers that share it
    label         <tenant>#<label>#<shard>          <id>         a tag, an owner or a static list, and who is in it
    idempotency   <tenant>#once#<route>#<key>       guard

The three indexes list customers (and, in partitions of their own, the trash and the static lists) by creation, name
and last change. A link, note, list or membership that was removed has expired: it stays in the table until DynamoDB
takes it away, so that the event of its removal has a record to ride on, and nothing that reads ever shows it.
"""

from customers.table.base import ByCreation, ByName, ByUpdate, Row
from customers.table.beside import Guard, Label, Match, Unique, match_pk, unique_pk
from customers.table.consents import Consent, Standing, Statement, consent_keys, standing_keys, statement_keys
from customers.table.customer import Customer, customer_pk, fetch
from customers.table.fields import Field, fields_pk
from customers.table.links import Link, Mirror, link_keys
from customers.table.notes import Note, note_keys
from customers.table.static_lists import CustomerList, Membership, list_label, list_pk, membership_keys

__all__ = [
    "ByCreation",
    "ByName",
    "ByUpdate",
    "Consent",
    "Customer",
    "CustomerList",
    "Field",
    "Guard",
    "Label",
    "Link",
    "Match",
    "Membership",
    "Mirror",
    "Note",
    "Row",
    "Standing",
    "Statement",
    "Unique",
    "consent_keys",
    "customer_pk",
    "fetch",
    "fields_pk",
    "link_keys",
    "list_label",
    "list_pk",
    "match_pk",
    "membership_keys",
    "note_keys",
    "standing_keys",
    "statement_keys",
    "unique_pk",
]

Row._get_connection()  # one connection for all classes of this table: the base has to ask for it first
