"""Asking another capability at once, where an event would come too late. The exception, not the rule.

Nobody waits on a sick neighbour: a call has a deadline, is repeated at most once, stops being made while the neighbour
keeps failing (circuit breaker), and always comes with the answer to use instead.
"""

import json
import os
from collections.abc import Callable, Mapping
from typing import Any

import boto3
from aws_lambda_powertools.utilities.circuit_breaker import CircuitBreakerConfig, CircuitInfo, circuit_breaker
from aws_lambda_powertools.utilities.circuit_breaker.persistence import CircuitBreakerDynamoDBPersistence
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from onestop.observe import logger, metrics

Payload = Mapping[str, Any]
Ask = Callable[[Payload], Any]
ATTEMPTS = 2


class NeighbourFailed(Exception):
    """The neighbour was reached and could not do it, or was not reached in time."""


def neighbour(name: str, function: str, *, seconds: float, instead: Ask, table: str) -> Ask:
    """A function that asks the Lambda `function` and returns its JSON answer, or what `instead` returns.

    `seconds` is the deadline for all attempts together and has to be below the caller's own; the state of the circuit
    (open after 5 failures in a row, probed after 30 s) is an item of the caller's `table`.
    """
    client = _client(seconds)

    @circuit_breaker(name, _store(table), on_circuit_open=_skipped(name, instead), config=_config())
    def protected(payload: Payload) -> Any:
        return _invoke(client, function, payload)

    def ask(payload: Payload) -> Any:
        try:
            return protected(payload)
        except NeighbourFailed as failure:
            logger.warning("neighbour failed", neighbour=name, reason=str(failure))
            metrics.add_metric("NeighbourFailures", "Count", 1)
            return instead(payload)

    return ask


def _client(seconds: float) -> Any:
    each = seconds / ATTEMPTS
    retries = {"total_max_attempts": ATTEMPTS, "mode": "standard"}
    return boto3.client("lambda", config=Config(connect_timeout=each, read_timeout=each, retries=retries))


def _config() -> CircuitBreakerConfig:
    return CircuitBreakerConfig(
        failure_threshold=5, recovery_timeout=30, success_threshold=2, handled_exceptions=NeighbourFailed
    )


def _store(table: str) -> CircuitBreakerDynamoDBPersistence:
    whose = os.environ.get("AWS_LAMBDA_FUNCTION_NAME", "local")
    return CircuitBreakerDynamoDBPersistence(
        table, key_attr="pk", sort_key_attr="sk", static_pk_value=f"circuit#{whose}", expiry_attr="expires"
    )


def _skipped(name: str, instead: Ask) -> Callable[..., Any]:
    def answer(payload: Payload, circuit: CircuitInfo) -> Any:
        logger.info("neighbour skipped", neighbour=name, circuit=str(circuit.state))
        metrics.add_metric("NeighbourSkipped", "Count", 1)
        return instead(payload)

    return answer


def _invoke(client: Any, function: str, payload: Payload) -> Any:
    try:
        answer = client.invoke(FunctionName=function, Payload=json.dumps(payload).encode())
    except (BotoCoreError, ClientError) as failure:
        raise NeighbourFailed(type(failure).__name__) from failure
    said = json.loads(answer["Payload"].read() or b"null")
    if "FunctionError" in answer:
        raise NeighbourFailed(said.get("errorType", "Unhandled"))
    return said
