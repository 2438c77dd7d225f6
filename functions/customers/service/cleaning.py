"""What hung on something that is gone is removed afterwards, a page at a time."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

from customers import table
from customers.domain.duplicates import match_keys
from customers.service import linking
from onestop import lists, tables
from onestop.errors import TryAgain
from onestop.events import Event
from onestop.lists import Range
from onestop.tables import Row, deletes, served

A_PAGE = 100
MOST_PAGES = 100  # in one go; a delivery that has more to do comes again


class InUse(Exception):
    """It is another customer's by now, or also another's."""


def forget_customer(event: Event) -> None:
    """Remove the notes, links, consents, memberships and match keys of a customer that was purged."""
    customer_id = event.data["record"]["id"]
    for pages, page in enumerate(_pages(table.customer_pk(event.tenant, customer_id))):
        _go_on_later_after(pages)
        for each in page:
            if isinstance(each, table.Consent):
                _forget_standing(event.tenant, each)
        _remove(row for each in page for row in (*_beside(event.tenant, customer_id, each), each))
    for key in match_keys(event.data["record"]):
        _forget_match(event.tenant, key)


def empty_list(event: Event) -> None:
    """Remove the memberships of a list that was deleted."""
    list_id = event.data["record"]["id"]
    label = table.list_label(list_id)
    for partition in lists.partitions(event.tenant, label):
        for pages, page in enumerate(_pages(partition)):
            _go_on_later_after(pages)
            keys = [table.membership_keys(event.tenant, each.sk, list_id) for each in page]
            _remove((*page, *(table.Membership(*each) for each in keys)))


def _pages(partition: str) -> Iterator[list[Any]]:
    """All rows of a partition, whatever they are; those of one page are to be removed before the next is read."""
    position: str | None = None
    while True:
        page = lists.read(table.Row, [partition], Range(after=position, limit=A_PAGE), table.Row.sk)
        yield page.rows
        position = page.position
        if position is None:
            return


def _go_on_later_after(pages: int) -> None:
    if pages == MOST_PAGES:
        raise TryAgain("There is more to remove than one delivery does; the next one goes on.")


def _remove(rows: Iterable[Row]) -> None:
    with served(), table.Row.batch_write() as writing:
        for pk, sk in dict.fromkeys((row.pk, row.sk) for row in rows):
            writing.delete(table.Row(pk, sk))


def _beside(tenant: str, customer_id: str, row: Any) -> Iterator[Row]:
    """The items in other places that belong to something that hung on the customer."""
    if isinstance(row, table.Link | table.Mirror):
        yield from linking.guards(tenant, row.view())
        yield table.Row(*table.link_keys(tenant, row.other if row.customer == customer_id else row.customer, row.id))
    elif isinstance(row, table.Membership):
        yield table.Label(lists.partition(tenant, table.list_label(row.list), customer_id), customer_id)


def _forget_standing(tenant: str, consent: table.Consent) -> None:
    """Remove what holds for an address, unless another customer has said something about it since."""
    row = table.Standing(*table.standing_keys(tenant, consent.address, consent.purpose, consent.channel))
    his_or_gone = (table.Standing.customer == consent.customer) | table.Standing.pk.does_not_exist()
    with suppress(InUse):
        tables.write(deletes(row, lambda _: InUse(), when=his_or_gone))


def _forget_match(tenant: str, key: str) -> None:
    """Remove a match key that nobody has any more."""
    row = table.Match(table.match_pk(tenant, key), "guard")
    with suppress(InUse):  # another customer looks the same: then the key stays
        tables.write(deletes(row, lambda _: InUse(), when=table.Match.customers.does_not_exist()))
