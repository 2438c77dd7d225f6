"""From a table's stream to the bus: what was written is published, once the write is there and as often as it takes."""

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from onestop import aws, events
from onestop.observe import logger, metrics, observed
from onestop.tables import Row

AT_ONCE, BYTES_AT_ONCE = 10, 256 * 1024  # what PutEvents takes in one call
Mapped = Callable[[Row | None, Row | None], dict[str, Any] | None]


@dataclass(frozen=True, slots=True)
class Outgoing:
    """An envelope and the place in the stream it came from."""

    sequence_number: str
    envelope: dict[str, Any]
    detail: str


def opens(capability: str, base: type[Row], gone: Mapped | None = None) -> Callable[..., dict[str, Any]]:
    """The stream door of a capability whose rows derive from `base`.

    `gone` may name the envelope of a row that was removed (an expiry, for instance). The answer lists the first record
    that could not be published: Lambda comes again from there, so order is kept and nothing is skipped.
    """

    @observed
    @metrics.log_metrics
    def handler(event: Mapping[str, Any], context: object) -> dict[str, Any]:
        outgoing = [out for record in event["Records"] if (out := _outgoing(record, base, gone))]
        metrics.add_metric("EventsPublished", "Count", len(outgoing))
        failed = _publish(capability, outgoing)
        return {"batchItemFailures": [{"itemIdentifier": failed}] if failed else []}

    def says(record: Mapping[str, Any]) -> dict[str, Any] | None:
        """The envelope that a record of the stream is published as; for those who look whether it was."""
        out = _outgoing(record, base, gone)
        return out.envelope if out else None

    handler.says = says
    return handler


def _outgoing(record: Mapping[str, Any], base: type[Row], gone: Mapped | None) -> Outgoing | None:
    change = record["dynamodb"]
    before, after = (_row(base, change.get(image)) for image in ("OldImage", "NewImage"))
    if after is None:
        said = gone(before, after) if gone and before else None
    else:
        marked = after.event and after.event != (before.event if before else None)
        said = events.envelope(after, before) if marked else None
    return Outgoing(change["SequenceNumber"], said, json.dumps(said, ensure_ascii=False)) if said else None


def _row(base: type[Row], image: Mapping[str, Any] | None) -> Row | None:
    return base.from_raw_data(dict(image)) if image else None


def _publish(capability: str, outgoing: list[Outgoing]) -> str | None:
    """Publish in order; the sequence number of the first that was refused, or None."""
    for part in _parts(outgoing):
        entries = [_entry(capability, each) for each in part]
        answers = aws.call("events", "PutEvents", Entries=entries)["Entries"]
        for each, answer in zip(part, answers, strict=True):
            if "ErrorCode" in answer:
                logger.error("refused by the bus", code=answer["ErrorCode"], **_ids(each.envelope))
                return each.sequence_number
        _log(part)
    return None


def _parts(outgoing: list[Outgoing]) -> Iterator[list[Outgoing]]:
    """As many at a time as one call takes, by number and by size."""
    part: list[Outgoing] = []
    for each in outgoing:
        if len(part) == AT_ONCE or sum(map(_size, [*part, each])) > BYTES_AT_ONCE:
            yield part
            part = []
        part.append(each)
    if part:
        yield part


def _size(each: Outgoing) -> int:
    return len(each.detail.encode()) + 200  # the names beside it


def _entry(capability: str, each: Outgoing) -> dict[str, Any]:
    return {
        "EventBusName": os.environ["EVENT_BUS"],
        "Source": events.SOURCE + capability,
        "DetailType": each.envelope["type"],
        "Detail": each.detail,
    }


def _log(published: Iterable[Outgoing]) -> None:
    for each in published:
        logger.info("published", **_ids(each.envelope))


def _ids(said: Mapping[str, Any]) -> dict[str, Any]:
    """What a line about an event carries: whose it is and which, nothing of what it says."""
    ours = {f"event_{name}": said[name] for name in ("id", "type", "time")}
    return ours | {name: said[name] for name in ("tenant", "subject", "sequence", "correlation")}
