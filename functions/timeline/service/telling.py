"""Writing a story: each event once, in whatever order they come."""

from dataclasses import asdict
from datetime import timedelta
from typing import Any

from onestop import clock, tables
from onestop.errors import TryAgain, UnknownEvent, VersionMismatch
from onestop.events import Event
from onestop.once import Replayed
from onestop.tables import Step
from timeline import table
from timeline.domain import card as cards
from timeline.domain.kinds import kind_of
from timeline.domain.summary import summary

UNDERSTOOD = 1  # the version of the payload `{record, changes, customers}`
# A purged customer is remembered as long as there can be events of him: the log keeps them for seven years.
MEMORY = timedelta(days=2557)
FINAL = -1  # the revision of a purged customer's card, which no writer expects
TRIES = 5


def tell(event: Event) -> None:
    """Add an event to the story of each customer whom it is about: 2 calls for each, 1 where the story begins.

    Raises `UnknownEvent` for a payload of another version, `TryAgain` where too many write one story.
    """
    _must_be_understood(event)
    for customer_id in dict.fromkeys(event.data["customers"]):
        _tell(event, customer_id)


def forget(event: Event) -> None:
    """Remove the stories of customers who were purged; what is still under way about them will not come back."""
    _must_be_understood(event)
    for customer_id in event.data["customers"]:
        pk = table.story_pk(event.tenant, customer_id)
        gone = table.Card(pk, table.CARD, purged=True, revision=FINAL, expires=clock.now() + MEMORY)
        tables.write(Step("save", gone, _moved_on))
        with tables.served(), table.Row.batch_write() as batch:
            for entry in table.Entry.query(pk, table.Entry.sk < table.CARD, attributes_to_get=["pk", "sk"]):
                batch.delete(entry)


def _must_be_understood(event: Event) -> None:
    if event.version != UNDERSTOOD:
        raise UnknownEvent(f"The timeline does not understand {event.type} version {event.version}.")


def _tell(event: Event, customer_id: str) -> None:
    for turn in range(TRIES):
        begins = turn == 0 and event.sequence == 1 and event.subject == f"customers/{customer_id}"
        # A story that begins has no card yet, as a rule; where it has, the write finds out.
        row = None if begins else table.fetch_card(event.tenant, customer_id, consistent=True)
        if row and row.purged:
            return None
        try:
            return tables.write(_entry(event, customer_id), _card(event, customer_id, row))
        except Replayed:
            return None  # told before: the entry and its place on the card were written together
        except VersionMismatch:
            continue  # somebody told another event meanwhile
    raise TryAgain("Too many events of one customer at once; try again in a moment.")


def _entry(event: Event, customer_id: str) -> Step:
    kind, when = kind_of(event.subject), f"{event.time}#{event.id}"
    row = table.Entry(
        table.story_pk(event.tenant, customer_id), when, kind_key=f"{kind}#{when}", id=event.id, kind=kind,
        what=event.type, at=event.time, actor=event.actor, subject=event.subject, correlation=event.correlation,
        summary=summary(event.data["changes"]),
    )  # fmt: skip
    return tables.creates(row, lambda _: Replayed(None))


def _card(event: Event, customer_id: str, row: Any) -> Step:
    names = ("facts", "sequence", "counts", "last_contact")
    card = cards.Card(**{name: getattr(row, name) for name in names}) if row else cards.Card()
    card = cards.counting(card, kind_of(event.subject), event.time)
    if event.subject == f"customers/{customer_id}":
        card = cards.knowing(card, event.data["record"], event.sequence)
    pk, revision = table.story_pk(event.tenant, customer_id), row.revision if row else 0
    following = table.Card(pk, table.CARD, revision=revision + 1, **asdict(card))
    return Step("save", following, _moved_on, _unchanged(revision))


def _unchanged(revision: int) -> Any:
    return table.Card.revision == revision if revision else table.Card.pk.does_not_exist()


def _moved_on(_: Any) -> Exception:
    return VersionMismatch("The card was changed while an event was told.")
