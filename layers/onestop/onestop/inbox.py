"""The door for other capabilities' events: bus -> SQS -> here, one bad message never holding up its neighbours."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from time import perf_counter
from typing import Any

from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response

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

    def attempt(record: Mapping[str, Any]) -> None:
        try:
            consume(record)
        except OneStopError as error:
            logger.warning("not consumed", message_id=record["messageId"], code=error.code)
            raise
        except Exception:
            logger.exception("not consumed", message_id=record["messageId"])
            raise
        finally:
            logger.remove_keys(EVENT_KEYS)
            concerning()

    @observed
    @metrics.log_metrics
    def handler(event: dict[str, Any], context: Any) -> Any:
        processor = BatchProcessor(EventType.SQS, raise_on_entire_batch_failure=False)
        answer = process_partial_response(event, attempt, processor, context)
        failed = len(answer["batchItemFailures"])
        metrics.add_metric("EventsConsumed", "Count", len(event["Records"]) - failed)
        metrics.add_metric("EventsFailed", "Count", failed)
        return answer

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
