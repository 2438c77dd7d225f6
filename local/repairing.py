"""What was lost goes out again: from the table's stream, else from the record itself, else from the bus's archive.

An event keeps its id, so whoever has it already drops it. What the log lacks is put on the bus, as the relay does;
what only the timeline lacks goes straight into its inbox.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from local import ledger, replaying
from local.ledger import Book, rebuilding, streams
from local.ledger.rows import named, publishing
from local.replaying import Part
from local.system import System
from onestop.events import SOURCE
from onestop.tables import key

Envelope = dict[str, Any]
Version = tuple[str, int]  # the log's name of a record, and its version
_SUBJECTS_AT_ONCE = 25  # an event pattern has 2,048 characters
_NO_ARCHIVE = ("", "unknown")  # LocalStack's answer to a resource that it does not have


class NotPublished(Exception):
    """The bus refused an event; what was published until then stays published, and a second repair goes on."""


@dataclass(frozen=True, slots=True)
class Repair:
    """What was done: envelopes published again, envelopes told again, and the records replayed from the archive."""

    published: list[Envelope] = field(default_factory=list)
    told: list[Envelope] = field(default_factory=list)
    replayed: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.published or self.told or self.replayed)


def repair(system: System) -> Repair:
    """Send again what is lost; what may still be under way is left alone. Raises NotPublished and ReplayFailed.

    Costs what the ledger costs, and a walk through what the streams keep of the last day.
    """
    with ledger.opened(system) as book:
        work = _Work(system, book)
        work.from_the_streams()
        work.from_the_records()
        work.from_the_archive()
    return work.done


class _Work:
    """One repair: what is still to be found, and what was done."""

    def __init__(self, system: System, book: Book) -> None:
        self.done = Repair()
        self._system, self._book, self._outputs = system, book, system.outputs()
        self._lost = {(gap.record, sequence): gap for gap in ledger.lost(book) for sequence in gap.sequences}
        self._untold = {(each.record, each.sequence) for each in ledger.untold(book)}
        self._events, self._sqs = system.client("events"), system.client("sqs")

    def from_the_streams(self) -> None:
        """Everything that a stream still says and the log lacks: also the end of records that are gone by now."""
        dynamodb, feed = self._system.client("dynamodb"), self._system.client("dynamodbstreams")
        for capability in publishing(self._outputs):
            for said in streams.envelopes(dynamodb, feed, capability, self._outputs[capability]["TableName"]):
                self._send(capability, said)

    def from_the_records(self) -> None:
        """The last event of a record is in the record."""
        wanted = {gap.event for (_, number), gap in self._lost.items() if gap.event and number == gap.version}
        if not wanted:
            return
        dynamodb, log = self._system.client("dynamodb"), self._outputs["audit"]["TableName"]
        for capability in publishing(self._outputs):
            table = self._outputs[capability]["TableName"]
            for said in rebuilding.envelopes(dynamodb, capability, table, log, wanted):
                self._send(capability, said)

    def from_the_archive(self) -> None:
        """What is older was published once: the archive has it, unless it never left the table."""
        if self._system.root.get("ArchiveArn", "") in _NO_ARCHIVE:
            return
        for into, versions in (("audit", self._lost), ("timeline", self._untold)):
            for some in _parts(sorted({named(record)[1] for record, _ in versions})):
                replaying.replay(self._system, into, Part(subjects=some))
                self.done.replayed.extend(some)

    def _send(self, capability: str, said: Envelope) -> None:
        version = _version(said)
        if version in self._lost or self._never_came(version, said):
            self._publish(capability, said)
        elif version in self._untold:
            self._tell(capability, said)
        self._lost.pop(version, None)
        self._untold.discard(version)

    def _never_came(self, version: Version, said: Envelope) -> bool:
        return "audit" not in self._book.waiting and ledger.is_late(said["time"]) and not self._book.has(*version)

    def _publish(self, capability: str, said: Envelope) -> None:
        entry = {"EventBusName": self._system.root["BusName"], **_addressed(capability, said)}
        [answer] = self._events.put_events(Entries=[{**entry, "Detail": _text(said)}])["Entries"]
        if "ErrorCode" in answer:
            raise NotPublished(f"The bus refused {said['id']} of {said['subject']}: {answer['ErrorCode']}")
        self.done.published.append(said)

    def _tell(self, capability: str, said: Envelope) -> None:
        message = {"source": SOURCE + capability, "detail-type": said["type"], "detail": said}
        self._sqs.send_message(QueueUrl=self._outputs["timeline"]["InboxUrl"], MessageBody=_text(message))
        self.done.told.append(said)


def _parts(subjects: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(subjects), _SUBJECTS_AT_ONCE):
        yield subjects[start : start + _SUBJECTS_AT_ONCE]


def _version(said: Envelope) -> Version:
    return key(said["tenant"], "record", said["subject"]), int(said["sequence"])


def _addressed(capability: str, said: Envelope) -> dict[str, str]:
    return {"Source": SOURCE + capability, "DetailType": said["type"]}


def _text(said: Any) -> str:
    return json.dumps(said, ensure_ascii=False)
