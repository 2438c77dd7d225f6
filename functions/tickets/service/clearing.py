"""What hung on a ticket that was thrown away is removed afterwards, a page at a time."""

from onestop import lists, tables
from onestop.errors import TryAgain
from onestop.events import Event
from onestop.lists import Range
from tickets import table

A_PAGE, MOST_PAGES = 100, 100  # in one go; a delivery that has more to do comes again


def clear(event: Event) -> None:
    """Remove what hung on a ticket: 2 calls for each hundred. Once all is gone, doing it again removes nothing."""
    partition = table.ticket_pk(event.tenant, event.data["record"]["id"])
    for _ in range(MOST_PAGES):
        found = lists.read(table.Row, [partition], Range(limit=A_PAGE), table.Row.sk)
        hanging = [(row.pk, row.sk) for row in found.rows if row.sk != "record"]
        with tables.served(), table.Row.batch_write() as writing:
            for each in hanging:
                writing.delete(table.Row(*each))
        if not hanging:
            return
    raise TryAgain("There is more to remove than one delivery does; the next one goes on.")
