"""State machines that were running when the engine was killed go on where they were."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from local.engine import process
from local.home import Home
from tests.local import keepsakes
from tests.support import machines
from tests.support.engines import an_engine, kill
from tests.support.eventually import eventually
from tests.support.functions import ROLE, deployed

MACHINE = {
    "StartAt": "Before",
    "States": {
        "Before": {
            "Type": "Task",
            "Resource": "arn:aws:states:::sqs:sendMessage",
            "Parameters": {"QueueUrl": "", "MessageBody": "before"},
            "ResultPath": None,
            "Next": "Ask",
        },
        "Ask": {
            "Type": "Task",
            "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
            "Parameters": {"QueueUrl": "", "MessageBody.$": "$$.Task.Token"},
            "ResultPath": "$.answer",
            "Next": "After",
        },
        "After": {"Type": "Pass", "Parameters": {"answer.$": "$.answer", "began.$": "$$.Execution.Input"}, "End": True},
    },
}


def url(home: Home, queue: str) -> str:
    return f"{home.address}/000000000000/{queue}"


def started(home: Home, name: str) -> str:
    """The ARN of a new execution of MACHINE, which tells the queue `before`, asks the queue `ask` and waits."""
    machine = json.loads(json.dumps(MACHINE))
    for state, queue in (("Before", "before"), ("Ask", "ask")):
        home.client("sqs").create_queue(QueueName=queue)
        machine["States"][state]["Parameters"]["QueueUrl"] = url(home, queue)
    states = home.client("stepfunctions")
    arn = states.create_state_machine(name=name, definition=json.dumps(machine), roleArn=ROLE)["stateMachineArn"]
    return states.start_execution(stateMachineArn=arn, name="run", input='{"order": 7}')["executionArn"]


def asked(home: Home) -> str:
    """The token that the worker was given."""
    return eventually(lambda: keepsakes.taken(home, "ask"))[0]


def ended(home: Home, arn: str) -> dict[str, Any]:
    def described() -> dict[str, Any] | None:
        found = home.client("stepfunctions").describe_execution(executionArn=arn)
        return found if found["status"] != "RUNNING" else None

    return eventually(described)


@pytest.fixture(params=["0.2", "600"], ids=["checkpoints", "journal"])
def home(request: pytest.FixtureRequest, tmp_path) -> Iterator[Home]:
    with an_engine(tmp_path, ONESTOP_CHECKPOINT_SECONDS=request.param) as home:
        yield home


def test_a_token_handed_out_before_the_kill_ends_the_task_after_it(home: Home) -> None:
    arn = started(home, "token")
    token = asked(home)
    kill(home)
    process.start(home)
    home.client("stepfunctions").send_task_success(taskToken=token, output='"yes"')
    assert json.loads(ended(home, arn)["output"]) == {"answer": "yes", "began": {"order": 7}}
    assert len(keepsakes.taken(home, "before")) == 1
    assert keepsakes.taken(home, "ask") == []


def test_an_answer_that_was_acknowledged_is_not_asked_for_again(home: Home) -> None:
    arn = started(home, "answered")
    home.client("stepfunctions").send_task_success(taskToken=asked(home), output='"yes"')
    kill(home)
    process.start(home)
    assert ended(home, arn)["status"] == "SUCCEEDED"
    history = home.client("stepfunctions").get_execution_history(executionArn=arn)["events"]
    assert [event["type"] for event in history][-1] == "ExecutionSucceeded"


def test_an_execution_that_was_just_accepted_runs(home: Home) -> None:
    arn = started(home, "accepted")
    kill(home)
    process.start(home)
    home.client("stepfunctions").send_task_success(taskToken=asked(home), output='"yes"')
    assert ended(home, arn)["status"] == "SUCCEEDED"


def test_a_stopped_execution_stays_stopped(home: Home) -> None:
    arn = started(home, "stopped")
    asked(home)
    home.client("stepfunctions").stop_execution(executionArn=arn)
    kill(home)
    process.start(home)
    assert ended(home, arn)["status"] == "ABORTED"


def test_a_parked_step_is_asked_again_after_a_kill_once_it_is_resumed(home: Home) -> None:
    task = machines.invoking(deployed(home, machines.OBEDIENT), {"error": "Fault", "failing.$": "$.failing"})
    step = {**task, "Catch": [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.stuck", "Next": "Park"}]}
    token = {"token.$": "$$.Task.Token"}
    park = machines.invoking(machines.parker(home), token, Resource=machines.TOKEN, ResultPath="$.failing", Next="Step")
    execution = machines.started(home, machines.created(home, Step=step, Park=park), failing=1)
    handed = machines.handed(home)
    kill(home)
    process.start(home)
    home.client("stepfunctions").send_task_success(taskToken=handed, output="0")
    assert ended(home, execution)["status"] == "SUCCEEDED"
    assert machines.entered(home, execution) == ["Step", "Park", "Step"]


def test_a_task_whose_function_was_running_when_the_engine_died_runs_again(home: Home) -> None:
    task = machines.invoking(deployed(home, machines.OBEDIENT), {"seconds": 2})
    execution = machines.started(home, machines.created(home, Task=task))
    eventually(lambda: machines.entered(home, execution))
    kill(home)
    process.start(home)
    assert ended(home, execution)["status"] == "SUCCEEDED"
    assert machines.entered(home, execution) == ["Task"]
