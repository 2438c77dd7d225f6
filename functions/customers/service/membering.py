"""Who is on a static list."""

from __future__ import annotations

from typing import Any

from customers import events, schemas, table
from customers.service import finding
from customers.service.listing import there
from onestop import clock, lists, once, records, tables
from onestop.errors import NotFound, OneStopError, RequestInProgress, VersionMismatch
from onestop.http.problems import document
from onestop.identity import Caller
from onestop.lists import Page, Range
from onestop.once import Once
from onestop.tables import creates, deletes, over, updates
from onestop.visibility import must_change

On = dict[str, table.Membership]  # by customer; removed ones too, as long as the table has them


def put_all(by: Caller, list_id: str, asked: schemas.Members, repeat: Once | None = None) -> dict[str, Any]:
    """Put customers on a list and take others off, each on its own: 3 calls, and 1 for each that changes."""
    once.replay(table.Guard, repeat)
    there(by.tenant, list_id)
    everybody = [*asked.add, *asked.remove]
    customers, on = finding.visible(by, everybody), _on(by.tenant, list_id, everybody)
    data = [_attempt(by, list_id, each, customers.get(each), on, wanted=each in asked.add) for each in everybody]
    if repeat and all(each["outcome"] != "failed" for each in data):
        tables.write(*once.guards(table.Guard, repeat, {"data": data}))
    return {"data": data}


def add(by: Caller, list_id: str, customer_id: str) -> dict[str, Any]:
    """Put one customer on a list, where it may be already, and return the membership: 4 calls."""
    there(by.tenant, list_id)
    finding.changeable(by, customer_id)
    on = _on(by.tenant, list_id, [customer_id])
    _put(by, list_id, customer_id, on, wanted=True)
    return on[customer_id].view()


def remove(by: Caller, list_id: str, customer_id: str) -> None:
    """Take one customer off a list, where it may not be any more: 4 calls."""
    there(by.tenant, list_id)
    finding.changeable(by, customer_id)
    _put(by, list_id, customer_id, _on(by.tenant, list_id, [customer_id]), wanted=False)


def members(by: Caller, list_id: str, part: Range) -> Page:
    """The customers on a list, by creation: 1 call for the list, 1 for each shard, 1 for the customers."""
    there(by.tenant, list_id)
    page = finding.labelled(by.tenant, table.list_label(list_id), part)
    return finding.only_visible(by, page)


def lists_of(by: Caller, customer_id: str, part: Range) -> Page:
    """The lists that a customer is on, by their creation: 3 calls."""
    finding.seen(by, customer_id)
    page = lists.read(table.Membership, [table.customer_pk(by.tenant, customer_id)], part, table.Membership.sk)
    keys = [(table.list_pk(by.tenant, row.list), "record") for row in page.rows]
    return Page([row for row in tables.get_many(table.CustomerList, keys) if not over(row)], page.position)


def _on(tenant: str, list_id: str, customer_ids: list[str]) -> On:
    keys = [table.membership_keys(tenant, each, list_id) for each in customer_ids]
    return {row.customer: row for row in tables.get_many(table.Membership, keys, consistent=True)}


def _attempt(
    by: Caller, list_id: str, customer_id: str, customer: table.Customer | None, on: On, *, wanted: bool
) -> dict[str, Any]:
    try:
        if customer is None:
            raise NotFound("There is no such customer.")
        must_change(by, customer.view())
        outcome = _put(by, list_id, customer_id, on, wanted=wanted)
    except OneStopError as error:
        problem = document(error, by.correlation)
        return {"customer": customer_id, "status": error.status, "outcome": "failed", "problem": problem}
    return {"customer": customer_id, "status": 200, "outcome": outcome, "problem": None}


def _put(by: Caller, list_id: str, customer_id: str, on: On, *, wanted: bool) -> str:
    """Make it so: the membership and the label by which the list finds it, together."""
    row = on.get(customer_id)
    is_on = row is not None and not over(row)
    if is_on == wanted:
        return "unchanged"
    label = table.Label(lists.partition(by.tenant, table.list_label(list_id), customer_id), customer_id)
    try:
        if row is None or not is_on:
            on[customer_id] = _fresh(by, list_id, customer_id)
            free = table.Membership.expires <= clock.now()
            tables.write(creates(on[customer_id], unless=free), creates(label, unless=table.Label.pk.exists()))
            return "added"
        row.expires = clock.now()
        records.stamp(row, events.UNLISTED, by)
        tables.write(updates(row), deletes(label))
        return "removed"
    except VersionMismatch as failure:
        raise RequestInProgress("Somebody else is changing this; try again in a moment.") from failure


def _fresh(by: Caller, list_id: str, customer_id: str) -> table.Membership:
    row = table.Membership(*table.membership_keys(by.tenant, customer_id, list_id))
    row.id, row.customer, row.list, row.added_at = clock.new_id(), customer_id, list_id, clock.timestamp()
    records.stamp(row, events.LISTED, by)
    return row
