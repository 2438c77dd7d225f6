"""Asking another capability at once, where an event would come too late. The exception, not the rule.

Nobody waits on a sick neighbour: a call has a deadline, is repeated at most once, stops being made while the neighbour
keeps failing (circuit breaker), and always comes with what to do instead. What the neighbour refuses is no failure of
its: it is raised here as the error that it was there.
"""

import json
import os
from collections.abc import Callable, Mapping
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from onestop import aws, errors
from onestop.errors import OneStopError, TryAgain
from onestop.identity import Caller
from onestop.later import Later
from onestop.observe import logger, metrics
from onestop.text import to_json

Asked = Mapping[str, Any]
Ask = Callable[[Caller, str, Asked], Any]
TRIES = 2


class NeighbourFailed(Exception):
    """The neighbour was reached and could not do it, or was not reached in time."""


class _Plain:
    """Reads the texts and numbers of a circuit's item; the reader of boto3 would bring boto3 with it."""

    def deserialize(self, value: Mapping[str, Any]) -> dict[str, Any]:
        return {name: typed.get("S", typed.get("N")) for name, typed in value["M"].items()}


breaker: Any = Later("aws_lambda_powertools.utilities.circuit_breaker")
persistence: Any = Later(
    "aws_lambda_powertools.utilities.circuit_breaker.persistence",
    {"boto3": {}, "boto3.dynamodb.types": {"TypeDeserializer": _Plain}},
)


def neighbour(name: str, function: str, *, seconds: float, instead: Ask, table: str) -> Ask:
    """What asks the tasks of `name`, whose door is the Lambda `function`: `ask(by, "Price", {...})` is its answer.

    Raises what the neighbour refuses with (PriceUnknown, ...). Where it fails, or has done so too often, the answer is
    that of `instead`. `seconds` is the deadline for both tries together and has to be below the caller's own; the state
    of the circuit (open after 5 failures in a row, probed after 30 s) is an item of the caller's `table`.
    """

    def protected(by: Caller, task: str, asked: Asked) -> Any:
        return _answered(by, task, asked, function, seconds / TRIES)

    def skipped(by: Caller, task: str, asked: Asked, circuit: Any) -> Any:
        logger.info("neighbour skipped", neighbour=name, circuit=str(circuit.state))
        metrics.add_metric("NeighbourSkipped", "Count", 1)
        return instead(by, task, asked)

    guarded: list[Callable[..., Any]] = []  # made with the first question: Powertools' breaker is not imported before

    def ask(by: Caller, task: str, asked: Asked) -> Any:
        if not guarded:
            guarded.append(_guarded(name, table, protected, skipped))
        try:
            said = guarded[0](by, task, asked)
        except NeighbourFailed as failure:
            logger.warning("neighbour failed", neighbour=name, reason=str(failure))
            metrics.add_metric("NeighbourFailures", "Count", 1)
            return instead(by, task, asked)
        if isinstance(said, OneStopError):
            raise said
        return said

    return ask


def _guarded(name: str, table: str, protected: Ask, skipped: Callable[..., Any]) -> Callable[..., Any]:
    config = breaker.CircuitBreakerConfig(
        failure_threshold=5, recovery_timeout=30, success_threshold=2, handled_exceptions=NeighbourFailed
    )
    whose = os.environ.get("AWS_LAMBDA_FUNCTION_NAME", "local")
    store = persistence.CircuitBreakerDynamoDBPersistence(
        table, "pk", f"circuit#{whose}", "sk", expiry_attr="expires", boto3_client=_Store()
    )
    made: Callable[..., Any] = breaker.circuit_breaker(name, store, on_circuit_open=skipped, config=config)(protected)
    return made


class _Store:
    """As much of a DynamoDB client as the breaker asks for."""

    def get_item(self, **asked: Any) -> dict[str, Any]:
        return aws.call("dynamodb", "GetItem", **asked)

    def put_item(self, **asked: Any) -> dict[str, Any]:
        return aws.call("dynamodb", "PutItem", **asked)

    def update_item(self, **asked: Any) -> dict[str, Any]:
        return aws.call("dynamodb", "UpdateItem", **asked)


def _answered(by: Caller, task: str, asked: Asked, function: str, seconds: float) -> Any:
    """What the neighbour says, or refuses with: a refusal is an answer, and does not open the circuit."""
    event = {"task": task, "tenant": by.tenant, "correlation": by.correlation, "input": asked, "direct": True}
    try:
        said, failed = aws.invoke(function, to_json(event).encode(), seconds)
    except (BotoCoreError, ClientError) as failure:
        raise NeighbourFailed(type(failure).__name__) from failure
    answer = json.loads(said or b"null")
    if failed:
        raise NeighbourFailed(answer.get("errorType", "Unhandled"))
    refused = answer.get("refused") if isinstance(answer, dict) else None
    return _refusal(refused) if refused else answer


def _refusal(said: Mapping[str, Any]) -> OneStopError:
    kind = getattr(errors, said["code"], None)
    if kind is None or issubclass(kind, TryAgain):
        raise NeighbourFailed(said["code"])
    made: OneStopError = kind(said["detail"], said["errors"], **said["facts"])
    return made
