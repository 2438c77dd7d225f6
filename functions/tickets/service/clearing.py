"""What hung on a ticket that was thrown away is removed afterwards, a page at a time."""

from onestop import lists, tables
from onestop.errors import TryAgain
from onestop.events import Event
from onestop.lists import Range
from onestop.tables import deletes
from tickets import table
from tickets.service import attaching

A_PAGE, MOST_PAGES = 100, 100  # in one go; a delivery that has more to do comes again


def clear(event: Event) -> None:
    """Remove what hung on a ticket: 2 calls for each hundred. Once all is gone, doing it again removes nothing."""
    partition = table.ticket_pk(event.tenant, event.data["record"]["id"])
    for _ in range(MOST_PAGES):
        found = lists.read(table.Row, [partition], Range(limit=A_PAGE), table.Row.sk)
        hanging = [row for row in found.rows if row.sk != "record"]
        for row in hanging:
            _remove_elsewhere(event.tenant, row)
        with tables.served(), table.Row.batch_write() as writing:
            for row in hanging:
                writing.delete(table.Row(row.pk, row.sk))
        if not hanging:
            return
    raise TryAgain("There is more to remove than one delivery does; the next one goes on.")


def _remove_elsewhere(tenant: str, row: table.Row) -> None:
    """What of it is not in the ticket's own partition: the file itself, the other side of a link."""
    if isinstance(row, table.Attachment):
        attaching.remove_file(tenant, row)
    elif isinstance(row, table.Link):
        tables.write(deletes(table.Link(*table.link_keys(tenant, row.other, row.ticket))))
