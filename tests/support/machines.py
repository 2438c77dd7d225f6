"""State machines of a few states for tests of the engine, and a function that does as its event says."""

import itertools
import json
from typing import Any

from local.home import Home
from tests.support.eventually import eventually
from tests.support.functions import ROLE, deployed

OBEDIENT = """
import time

def handler(event, context):
    time.sleep(event.get("seconds", 0))
    if event.get("attempt", 0) < event.get("failing", 0):
        raise type(event["error"], (Exception,), {})("refused")
    return {"said": event}
"""
PARKER = """
import os, boto3

def handler(event, context):
    boto3.client("sqs").send_message(QueueUrl=os.environ["QUEUE"], MessageBody=event["token"])
"""
TOKEN = "arn:aws:states:::lambda:invoke.waitForTaskToken"
_numbers = itertools.count(1)


def invoking(function: str, payload: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """A task that calls the function; the last state unless `fields` say another."""
    parameters = {"FunctionName": function, "Payload": payload}
    state = {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": parameters}
    return {**state, **({} if "Next" in fields else {"End": True}), **fields}


def created(home: Home, **states: dict[str, Any]) -> str:
    """The ARN of a new machine that begins with the first of `states`."""
    definition = json.dumps({"StartAt": next(iter(states)), "States": states})
    name = f"machine-{next(_numbers)}"
    machines = home.client("stepfunctions")
    return machines.create_state_machine(name=name, definition=definition, roleArn=ROLE)["stateMachineArn"]


def started(home: Home, machine: str, name: str = "run", **given: Any) -> str:
    """The ARN of the execution."""
    started = home.client("stepfunctions").start_execution(stateMachineArn=machine, name=name, input=json.dumps(given))
    return started["executionArn"]


def ended(home: Home, execution: str) -> dict[str, Any]:
    """What is known of an execution that has ended; waits for that."""

    def described() -> dict[str, Any] | None:
        found = home.client("stepfunctions").describe_execution(executionArn=execution)
        return found if found["status"] != "RUNNING" else None

    return eventually(described)


def output(home: Home, machine: str, **given: Any) -> Any:
    """What a new execution of the machine makes of its input."""
    found = ended(home, started(home, machine, **given))
    assert found["status"] == "SUCCEEDED", found
    return json.loads(found["output"])


def entered(home: Home, execution: str) -> list[str]:
    """The names of the states that the execution has entered, in their order."""
    pages = home.client("stepfunctions").get_paginator("get_execution_history").paginate(executionArn=execution)
    events = [event for page in pages for event in page["events"]]
    return [event["stateEnteredEventDetails"]["name"] for event in events if "stateEnteredEventDetails" in event]


def parker(home: Home) -> str:
    """A function that hands the token of its event to whoever asks `handed`."""
    home.client("sqs").create_queue(QueueName="parked")
    return deployed(home, PARKER, Environment={"Variables": {"QUEUE": f"{home.address}/000000000000/parked"}})


def handed(home: Home) -> str:
    """The token of the task that was parked last."""
    queue = f"{home.address}/000000000000/parked"
    return eventually(lambda: home.client("sqs").receive_message(QueueUrl=queue).get("Messages"))[0]["Body"]
