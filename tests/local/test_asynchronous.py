"""An event given to a function asynchronously is tried again, and its end is told."""

import json
from typing import Any

import pytest

from local.home import Home
from tests.support.eventually import eventually
from tests.support.functions import deployed

FAILING = "def handler(event, context): raise OSError('no')"
WORKING = "def handler(event, context): return {'done': event}"


def a_queue(home: Home, name: str) -> str:
    home.client("sqs").create_queue(QueueName=name)
    return f"arn:aws:sqs:us-east-1:000000000000:{name}"


def the_message(home: Home, queue: str) -> dict[str, Any]:
    queues = home.client("sqs")
    url = f"{home.address}/000000000000/{queue}"
    messages = eventually(lambda: queues.receive_message(QueueUrl=url).get("Messages"))
    return json.loads(messages[0]["Body"])


def runs(home: Home, name: str) -> int:
    events = home.client("logs").filter_log_events(logGroupName=f"/aws/lambda/{name}", filterPattern="START")
    return len(events["events"])


@pytest.mark.parametrize(
    ("code", "outcome", "key"), [(FAILING, "OnFailure", "errorType"), (WORKING, "OnSuccess", "done")]
)
def test_the_end_reaches_its_destination(engine: Home, code: str, outcome: str, key: str) -> None:
    name, destination = deployed(engine, code), {outcome: {"Destination": a_queue(engine, outcome)}}
    functions = engine.client("lambda")
    functions.put_function_event_invoke_config(FunctionName=name, DestinationConfig=destination)
    functions.invoke(FunctionName=name, InvocationType="Event", Payload=b'{"a": 1}')
    message = the_message(engine, outcome)
    assert message["requestPayload"] == {"a": 1}
    assert key in message["responsePayload"]


def test_a_failing_function_is_tried_three_times_and_then_the_event_goes_to_its_dead_letters(engine: Home) -> None:
    dead_letters = {"TargetArn": a_queue(engine, "dead")}
    name = deployed(engine, FAILING, DeadLetterConfig=dead_letters)
    engine.client("lambda").invoke(FunctionName=name, InvocationType="Event", Payload=b"{}")
    assert the_message(engine, "dead")["requestPayload"] == {}
    assert runs(engine, name) == 3


def test_the_number_of_attempts_is_the_functions_own(engine: Home) -> None:
    name = deployed(engine, FAILING, DeadLetterConfig={"TargetArn": a_queue(engine, "once")})
    engine.client("lambda").put_function_event_invoke_config(FunctionName=name, MaximumRetryAttempts=0)
    engine.client("lambda").invoke(FunctionName=name, InvocationType="Event", Payload=b"{}")
    the_message(engine, "once")
    assert runs(engine, name) == 1
