"""Whether tickets are in time: what each event of a ticket says about the numbers of its queue."""

from floor import table
from floor.domain import item as items
from floor.domain.trouble import finished, trouble
from floor.service import watching
from floor.service.counting import Change, known, write
from onestop.events import Event
from onestop.once import Replayed
from onestop.records import settled


def judge(event: Event) -> None:
    """Take an event of a ticket: 2 calls, 3 where its queue's numbers change or the ticket is done.

    `Replayed` where a newer one is known.
    """
    if finished(event.data["record"], event.type):
        watching.finish(event)
    settled(lambda: _judge(event))


def _judge(event: Event) -> None:
    record = event.data["record"]
    row = known(event.tenant, record["id"])
    before = row.read()
    if event.sequence <= before.ticket:
        raise Replayed(None)
    after = items.ticketed(before, event.sequence, trouble(record), finished(record, event.type))
    write(Change(event.tenant, row, before, after, table.Day(event.time[:10], {})), after.queue)
