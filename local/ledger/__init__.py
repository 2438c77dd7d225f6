"""The ledger: was every event that the tables wrote delivered, and was every delivered one told?

Version n of a record means that n events were written; the log holds what was delivered. The timeline hears the same
events by an inbox of its own, so it may lack what the log has.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from local.ledger import rows, stories
from local.ledger.book import Book, Gap
from local.ledger.scanning import Item, scanned

UNDER_WAY = timedelta(seconds=60)  # an event younger than this is not missed yet
LISTED = 1000  # missing events that are named; the others are only counted
WAITING = (
    "ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible", "ApproximateNumberOfMessagesDelayed",
)  # fmt: skip
Progress = Callable[[str, int], None]


class Running(Protocol):
    """What the ledger needs of a system."""

    def outputs(self) -> dict[str, dict[str, str]]:
        """`{capability: {output: value}}`."""

    def client(self, service: str) -> Any:
        """A boto3 client of the place where it runs."""


@dataclass(frozen=True, slots=True)
class Missing:
    """An event that the log does not have. Its id is known while nobody has changed the record since."""

    tenant: str
    record: str
    sequence: int
    event: str | None
    pending: bool


@dataclass(frozen=True, slots=True)
class Ledger:
    """How many events were written and delivered. Those between are lost, or pending while they may be under way.

    `untold` counts the entries that the log demands of the timeline and that it will not get by itself.
    """

    written: int
    delivered: int
    lost: int
    pending: int
    missing: list[Missing] = field(default_factory=list)
    untold: int = 0

    def __str__(self) -> str:
        return f"written {self.written}, delivered {self.delivered}, lost {self.lost}, pending {self.pending}"


def _silent(_capability: str, _read: int) -> None:
    """Nobody wants to hear how far it is."""


def balance(system: Running, on_progress: Progress = _silent) -> Ledger:
    """Compare what was written with what was delivered; `on_progress` hears how many items were read of whom.

    Costs a parallel scan of each table that publishes events, of the log and of the timeline; a million records take
    disk, not memory. Raises KeyError where audit or one of its outputs is not deployed.
    """
    with opened(system, on_progress) as book:
        return _balanced(book)


@contextmanager
def opened(system: Running, on_progress: Progress = _silent) -> Iterator[Book]:
    """The book with all its columns filled."""
    outputs, dynamodb = system.outputs(), system.client("dynamodb")

    def read(capability: str, *names: str, only_with: str | None = None) -> Iterator[list[Item]]:
        pages = scanned(dynamodb, outputs[capability]["TableName"], names, only_with)
        return _told(pages, capability, on_progress)

    with Book() as book:
        # Before and after: what is consumed while the tables are read is in none of them, and in no inbox afterwards.
        book.note_waiting(_waiting(system))
        for capability in rows.publishing(outputs):
            base = rows.base_of(capability, outputs[capability]["TableName"])
            book.wrote(rows.written(base, page) for page in read(capability, *rows.READ, only_with="event"))
        rows.base_of("audit", outputs["audit"]["TableName"])
        _read_stories(book, outputs, read)
        book.note_waiting(_waiting(system))
        yield book


def _read_stories(book: Book, outputs: dict[str, dict[str, str]], read: Callable[..., Iterator[list[Item]]]) -> None:
    """The log, and the timeline, which is read after it: what it tells by then is the more."""
    there = "timeline" in outputs
    if there:
        rows.base_of("timeline", outputs["timeline"]["TableName"])
    for page in read("audit", *stories.LOGGED):
        book.delivered([rows.delivered(page)])
        book.due(stories.due(page) if there else ())
    if there:
        book.told(stories.told(page) for page in read("timeline", *stories.TOLD))


def untold(book: Book) -> list[stories.Due]:
    """What the timeline lacks and will not get by itself: nothing waits in its inbox, and it is late."""
    return [] if "timeline" in book.waiting else [each for each in book.untold() if is_late(each.at)]


def lost(book: Book) -> list[Gap]:
    """What the log lacks and will not get by itself."""
    return [] if "audit" in book.waiting else [gap for gap in book.gaps() if is_late(gap.at)]


def _waiting(system: Running) -> set[str]:
    """The capabilities that have still events to consume."""
    sqs, inboxes = system.client("sqs"), {name: said.get("InboxUrl") for name, said in system.outputs().items()}
    return {name for name, url in inboxes.items() if url and _depth(sqs, url)}


def _depth(sqs: Any, url: str) -> int:
    found = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=list(WAITING))["Attributes"]
    return sum(int(found.get(name, 0)) for name in WAITING)


def is_late(at: str | None) -> bool:
    """Whether an event of that moment should have come by now; one of an unknown moment should."""
    return at is None or datetime.now(UTC) - datetime.fromisoformat(at) >= UNDER_WAY


def _told(pages: Iterator[list[Item]], capability: str, on_progress: Progress) -> Iterator[list[Item]]:
    read = 0
    for page in pages:
        read += len(page)
        on_progress(capability, read)
        yield page


def _balanced(book: Book) -> Ledger:
    written, delivered = book.totals()
    pending, missing = 0, []
    for gap in book.gaps():
        late = "audit" not in book.waiting and is_late(gap.at)
        pending += 0 if late else len(gap.sequences)
        missing += [_missing(gap, sequence, late) for sequence in gap.sequences[: LISTED - len(missing)]]
    return Ledger(written, delivered, written - delivered - pending, pending, missing, len(untold(book)))


def _missing(gap: Gap, sequence: int, late: bool) -> Missing:
    tenant, record = rows.named(gap.record)
    return Missing(tenant, record, sequence, gap.event if sequence == gap.version else None, not late)
