"""EventBridge: what cannot be delivered goes to the target's dead-letter queue, and a replay to chosen rules only.

MiniStack logs a warning and forgets an event whose target is gone, starts a Lambda target once without retries,
and ignores `Destination.FilterArns`, so that a replay meant for one consumer reaches all of them.

Targets live in this process, so a delivery either works or never will: as on AWS, an event for a resource that
does not exist is not retried but dead-lettered at once.
"""

import json
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from ministack.services import eventbridge, lambda_svc, sns, sqs, stepfunctions

from local.engine.durable import queues

Target = dict[str, Any]
Rule = dict[str, Any]

_delivering: ContextVar[tuple[Target, Rule]] = ContextVar("delivering")


def apply() -> None:
    """Patch the delivery half of EventBridge in this process."""
    eventbridge._invoke_target = _choosing(eventbridge._invoke_target)
    eventbridge._dispatch_to_lambda = _to_lambda
    eventbridge._dispatch_to_sqs = _or_bury(_noting(eventbridge._dispatch_to_sqs), _queue)
    eventbridge._dispatch_to_sns = _or_bury(eventbridge._dispatch_to_sns, sns._topics.get)
    eventbridge._dispatch_to_stepfunctions = _or_bury(
        eventbridge._dispatch_to_stepfunctions, stepfunctions._resolve_state_machine_arn
    )


def _choosing(invoke: Callable[..., None]) -> Callable[..., None]:
    def invoke_target(target: Target, event: dict[str, Any], rule: Rule, view: Any = None) -> None:
        if not _wanted(event, rule):
            return
        token = _delivering.set((target, rule))
        try:
            invoke(target, event, rule, view)
        finally:
            _delivering.reset(token)

    return invoke_target


def _wanted(event: dict[str, Any], rule: Rule) -> bool:
    replay = eventbridge._replays.get(event.get("ReplayName")) or {}
    chosen = replay.get("Destination", {}).get("FilterArns")
    return not chosen or rule["Arn"] in chosen


def _to_lambda(arn: str, payload: str) -> None:
    function, config, _name = lambda_svc._get_func_record_for_ref(arn)
    if not function or not config:
        _bury(payload, "NO_RESOURCE", f"Function not found: {arn}")
        return
    try:
        event = json.loads(payload)
    except ValueError as error:
        _bury(payload, "INVALID_JSON", f"The transformed input is not JSON: {error}")
        return
    lambda_svc.invoke_async_with_retry(lambda_svc._execution_record_for_config(function, config), event)


def _or_bury(dispatch: Callable[..., None], find: Callable[[Any], Any]) -> Callable[..., None]:
    def dispatch_or_bury(arn: Any, payload: str, *parameters: Any) -> None:
        if find(arn) is None:
            _bury(payload, "NO_RESOURCE", f"The target does not exist: {arn}")
        else:
            dispatch(arn, payload, *parameters)

    return dispatch_or_bury


def _noting(dispatch: Callable[..., None]) -> Callable[..., None]:
    def dispatch_and_note(arn: Any, *delivery: Any) -> None:
        with queues.sending(_queue(arn)):
            dispatch(arn, *delivery)

    return dispatch_and_note


def _queue(arn: Any) -> dict[str, Any] | None:
    return sqs._queue_by_arn(str(arn))


def _bury(payload: str, code: str, message: str) -> None:
    target, rule = _delivering.get()
    queue = sqs._queue_by_arn(target.get("DeadLetterConfig", {}).get("Arn", ""))
    if queue is None:
        eventbridge.logger.error("EventBridge: an event of %s is lost. %s", rule["Name"], message)
        return
    why = {
        "RULE_ARN": rule["Arn"],
        "TARGET_ARN": target["Arn"],
        "ERROR_CODE": code,
        "ERROR_MESSAGE": message,
        "EXHAUSTED_RETRY_CONDITION": "NoRetry",
        "RETRY_ATTEMPTS": "0",
    }
    attributes = {name: {"DataType": "String", "StringValue": value} for name, value in why.items()}
    sqs._act_send_message({"MessageBody": payload, "MessageAttributes": attributes}, queue["url"])
