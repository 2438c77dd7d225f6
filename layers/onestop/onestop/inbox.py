"""The door for other capabilities' events: bus -> SQS -> here, one bad message never holding up its neighbours."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from time import perf_counter
from typing import Any

from onestop import clock
from onestop.errors import OneStopError, TooOld, UnknownEvent
from onestop.events import Event, received
from onestop.observe import concerning, logger, metrics, observed
from onestop.once import Replayed

Consumer = Callable[[Event], None]
ANY = "*"
EVENT_KEYS = ("event_id", "event_type", "subject")


def opens(consumers: Mapping[tuple[str, int] | str, Consumer], oldest: timedelta | None = None) -> Callable[..., Any]:
    """The inbox door. `consumers` maps (type, version), or `ANY`, to what is done with the event.

    A message that fails is reported alone; after five tries it is in the dead-letter queue. `oldest` is for consumers
    whose memory of what they have done is not endless: an older event is refused instead of being done twice.
    """

    def consume(record: Mapping[str, Any]) -> None:
        started = perf_counter()
        event = received(json.loads(record["body"]))
        logger.append_keys(event_id=event.id, event_type=event.type, subject=event.subject)
        concerning(event.tenant, event.correlation)
        _refuse_if_older(event, oldest)
        outcome = _carry_out(_consumer_of(event, consumers), event)
        logger.info(outcome, ms=round((perf_counter() - started) * 1000, 1))

    def consumed(record: Mapping[str, Any]) -> bool:
        try:
            consume(record)
        except OneStopError as error:
            logger.warning("not consumed", message_id=record["messageId"], code=error.code)
            return False
        except Exception:  # noqa: BLE001  whatever one message does, its neighbours are consumed
            logger.exception("not consumed", message_id=record["messageId"])
            return False
        finally:
            logger.remove_keys(EVENT_KEYS)
            concerning()
        return True

    @observed
    @metrics.log_metrics
    def handler(event: dict[str, Any], context: Any) -> Any:
        failed = [record["messageId"] for record in event["Records"] if not consumed(record)]
        metrics.add_metric("EventsConsumed", "Count", len(event["Records"]) - len(failed))
        metrics.add_metric("EventsFailed", "Count", len(failed))
        return {"batchItemFailures": [{"itemIdentifier": each} for each in failed]}

    return handler


def _consumer_of(event: Event, consumers: Mapping[tuple[str, int] | str, Consumer]) -> Consumer:
    found = consumers.get((event.type, event.version)) or consumers.get(ANY)
    if found is None:
        raise UnknownEvent(f"Nothing here takes {event.type} version {event.version}.")
    return found


def _refuse_if_older(event: Event, oldest: timedelta | None) -> None:
    if oldest is not None and clock.now() - datetime.fromisoformat(event.time) > oldest:
        raise TooOld(f"Event {event.id} is older than {oldest}, and what was done so long ago is not remembered.")


def _carry_out(consumer: Consumer, event: Event) -> str:
    try:
        consumer(event)
    except Replayed:
        return "consumed before"
    return "consumed"
