"""Who belongs to whom: links between people and organisations, found from either side."""

from __future__ import annotations

from typing import Any

from customers import events, schemas, table
from customers.service import finding
from onestop import clock, lists, once, records, tables
from onestop.errors import AlreadyTaken, Invalid, NotFound
from onestop.identity import Caller
from onestop.lists import Page, Range
from onestop.once import Once
from onestop.shaping import fill
from onestop.tables import creates, deletes, updates

View = dict[str, Any]


def link(by: Caller, customer_id: str, new: schemas.NewLink, repeat: Once | None = None) -> View:
    """Link two customers and return the link: 3 calls.

    Raises `AlreadyTaken` where they have this link already, or the first has another primary one in this role.
    """
    if new.other == customer_id:
        raise Invalid(errors=[{"pointer": "/other", "reason": "is the customer itself"}])
    finding.changeable(by, customer_id)
    if new.other not in finding.visible(by, [new.other]):
        raise Invalid(errors=[{"pointer": "/other", "reason": "is no customer here"}])
    said = {**new.whole(), "id": clock.new_id(), "customer": customer_id, "createdAt": clock.timestamp()}
    row = table.Link(*table.link_keys(by.tenant, customer_id, said["id"]))
    fill(row, said)
    records.stamp(row, events.LINK_ADDED, by)
    view = row.view()
    claims = [creates(guard, _taken) for guard in guards(by.tenant, view)]
    tables.write(*once.guards(table.Guard, repeat, view), *claims, creates(row), creates(mirror(by.tenant, view)))
    return view


def unlink(by: Caller, customer_id: str, link_id: str, if_match: int) -> None:
    """Remove a link from either of its sides: 3 calls, 4 from the side that is linked to."""
    finding.changeable(by, customer_id)
    row = _there(by.tenant, customer_id, link_id)
    if isinstance(row, table.Mirror):
        row = _there(by.tenant, row.customer, link_id)
    if row is None:
        raise NotFound("There is no such link.")
    records.must_match(row, if_match)
    row.expires = clock.now()
    records.stamp(row, events.LINK_REMOVED, by)
    view = row.view()
    frees = [deletes(each) for each in (*guards(by.tenant, view), mirror(by.tenant, view))]
    tables.write(*frees, updates(row))


def links(by: Caller, customer_id: str, part: Range) -> Page:
    """The links of a customer in both directions, oldest first: 3 calls.

    Those to customers that are in the trash, or that the caller may not see, are left out.
    """
    finding.seen(by, customer_id)
    page = lists.read(table.Row, [table.customer_pk(by.tenant, customer_id)], part, table.Row.sk)
    others = {row.id: row.other if row.customer == customer_id else row.customer for row in page.rows}
    there = finding.visible(by, others.values())
    return Page([row for row in page.rows if others[row.id] in there], page.position)


def guards(tenant: str, view: View) -> list[table.Unique]:
    """What makes a link unique: both customers and the role, and the one primary link of a role."""
    names = [("link", f"{view['customer']} {view['other']} {view['role']}")]
    if view["primary"]:
        names.append(("primary-link", f"{view['customer']} {view['role']}"))
    return [table.Unique(table.unique_pk(tenant, *name), "guard", customer=view["customer"]) for name in names]


def mirror(tenant: str, view: View) -> table.Mirror:
    """The link as it stands on the side of the other customer."""
    row = table.Mirror(*table.link_keys(tenant, view["other"], view["id"]))
    fill(row, view)
    return row


def _there(tenant: str, customer_id: str, link_id: str) -> Any:
    return tables.get(table.Row, *table.link_keys(tenant, customer_id, link_id), consistent=True)


def _taken(_: Any) -> Exception:
    return AlreadyTaken("They have this link already, or the customer has another primary one in this role.")
