"""The ledger: was every event that the tables wrote delivered?

Version n of a record means that n events were written; the log holds what was delivered.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from local.ledger import rows
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
    """How many events were written and delivered. Those between are lost, or pending while they may be under way."""

    written: int
    delivered: int
    lost: int
    pending: int
    missing: list[Missing] = field(default_factory=list)

    def __str__(self) -> str:
        return f"written {self.written}, delivered {self.delivered}, lost {self.lost}, pending {self.pending}"


def balance(system: Running, on_progress: Progress = lambda _capability, _read: None) -> Ledger:
    """Compare what was written with what was delivered; `on_progress` hears how many items were read of whom.

    Costs a parallel scan of each table that publishes events and of the log; a million records take disk, not memory.
    Raises KeyError where audit or one of its outputs is not deployed.
    """
    outputs, dynamodb = system.outputs(), system.client("dynamodb")
    with Book() as book:
        for capability in rows.publishing(outputs):
            pages = scanned(dynamodb, outputs[capability]["TableName"], rows.READ, only_with="event")
            base = rows.base_of(capability, outputs[capability]["TableName"])
            book.wrote(rows.written(base, page) for page in _told(pages, capability, on_progress))
        log = outputs["audit"]
        rows.base_of("audit", log["TableName"])
        pages = scanned(dynamodb, log["TableName"], ("pk", "sk"))
        book.delivered(rows.delivered(page) for page in _told(pages, "audit", on_progress))
        return _balanced(book, _in_the_inbox(system.client("sqs"), log["InboxUrl"]))


def _told(pages: Iterator[list[Item]], capability: str, on_progress: Progress) -> Iterator[list[Item]]:
    read = 0
    for page in pages:
        read += len(page)
        on_progress(capability, read)
        yield page


def _in_the_inbox(sqs: Any, url: str) -> int:
    found = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=list(WAITING))["Attributes"]
    return sum(int(found.get(name, 0)) for name in WAITING)


def _balanced(book: Book, in_the_inbox: int) -> Ledger:
    written, delivered = book.totals()
    pending, missing = 0, []
    for gap in book.gaps():
        late = not in_the_inbox and not _young(gap)
        pending += 0 if late else len(gap.sequences)
        missing += [_missing(gap, sequence, late) for sequence in gap.sequences[: LISTED - len(missing)]]
    return Ledger(written, delivered, written - delivered - pending, pending, missing)


def _young(gap: Gap) -> bool:
    return gap.at is not None and datetime.now(UTC) - datetime.fromisoformat(gap.at) < UNDER_WAY


def _missing(gap: Gap, sequence: int, late: bool) -> Missing:
    tenant, record = rows.named(gap.record)
    return Missing(tenant, record, sequence, gap.event if sequence == gap.version else None, not late)
