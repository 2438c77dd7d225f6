"""Step Functions: what a saga relies on. Errors by name, attempts, tokens, one execution of a name, no guessed data."""

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from local.engine.corrections.states import delay
from local.home import Home
from tests.support.functions import deployed
from tests.support.machines import OBEDIENT, TOKEN, created, ended, entered, handed, invoking, output, parker, started

FAILED = {"Type": "Pass", "Parameters": {"caught.$": "$.failure.Error"}, "End": True}
DONE = {"Type": "Succeed"}


@pytest.fixture(scope="module")
def obedient(engine: Home) -> str:
    return deployed(engine, OBEDIENT)


def catching(*errors: str, to: str = "Failed") -> list[dict[str, Any]]:
    return [{"ErrorEquals": list(errors), "ResultPath": "$.failure", "Next": to}]


def trying(*errors: str, times: int = 3) -> dict[str, Any]:
    return {"ErrorEquals": list(errors), "MaxAttempts": times}


def failing(error: str, until: int = 99) -> dict[str, Any]:
    return {"error": error, "failing": until, "attempt.$": "$$.State.RetryCount"}


def test_an_error_is_caught_by_the_name_of_its_class(engine: Home, obedient: str) -> None:
    task = invoking(obedient, failing("OutOfStock"), Catch=catching("OutOfStock"))
    assert output(engine, created(engine, Task=task, Failed=FAILED)) == {"caught": "OutOfStock"}


def test_each_attempt_knows_its_number(engine: Home, obedient: str) -> None:
    task = invoking(obedient, failing("TryAgain", until=2), Retry=[trying("TryAgain")])
    said = output(engine, created(engine, Task=task))["Payload"]["said"]
    assert said["attempt"] == 2


def test_an_error_that_is_to_be_tried_no_more_is_caught_at_once(engine: Home, obedient: str) -> None:
    retries = [trying("PaymentDeclined", times=0), trying("States.ALL")]
    task = invoking(obedient, failing("PaymentDeclined"), Retry=retries, Catch=catching("PaymentDeclined"))
    execution = started(engine, created(engine, Task=task, Failed=FAILED))
    ended(engine, execution)
    assert scheduled(engine, execution) == 1


def scheduled(home: Home, execution: str) -> int:
    events = home.client("stepfunctions").get_execution_history(executionArn=execution)["events"]
    return sum(event["type"] == "TaskScheduled" for event in events)


def test_a_task_that_takes_too_long_is_a_time_out(engine: Home, obedient: str) -> None:
    task = invoking(obedient, {"seconds": 3}, TimeoutSeconds=1, Catch=catching("States.Timeout"))
    assert output(engine, created(engine, Task=task, Failed=FAILED)) == {"caught": "States.Timeout"}


def test_a_function_without_a_free_worker_is_a_throttle_by_its_name(engine: Home) -> None:
    function = deployed(engine, OBEDIENT)
    engine.client("lambda").put_function_concurrency(FunctionName=function, ReservedConcurrentExecutions=0)
    task = invoking(function, {}, Catch=catching("Lambda.TooManyRequestsException"))
    caught = output(engine, created(engine, Task=task, Failed=FAILED))
    assert caught == {"caught": "Lambda.TooManyRequestsException"}


def test_a_function_that_hands_the_token_on_and_fails_fails_the_task(engine: Home, obedient: str) -> None:
    task = invoking(obedient, failing("TryAgain"), Resource=TOKEN, Catch=catching("TryAgain"))
    assert output(engine, created(engine, Task=task, Failed=FAILED)) == {"caught": "TryAgain"}


def test_a_step_that_was_parked_is_asked_again_once_it_is_resumed(engine: Home, obedient: str) -> None:
    step = invoking(obedient, {"error": "Fault", "failing.$": "$.failing"}, Catch=catching("States.ALL", to="Park"))
    park = invoking(parker(engine), {"token.$": "$$.Task.Token"}, Resource=TOKEN, ResultPath="$.failing", Next="Step")
    execution = started(engine, created(engine, Step=step, Park=park), failing=1)
    engine.client("stepfunctions").send_task_success(taskToken=handed(engine), output="0")
    assert ended(engine, execution)["status"] == "SUCCEEDED"
    assert entered(engine, execution) == ["Step", "Park", "Step"]


def test_the_same_start_of_a_running_execution_is_the_same_execution(engine: Home, obedient: str) -> None:
    machine = created(engine, Task=invoking(obedient, {"seconds": 1}))
    assert started(engine, machine, order=7) == started(engine, machine, order=7)


def test_another_start_under_the_name_of_a_running_execution_is_refused(engine: Home, obedient: str) -> None:
    machine = created(engine, Task=invoking(obedient, {"seconds": 1}))
    started(engine, machine, order=7)
    with pytest.raises(ClientError, match="ExecutionAlreadyExists"):
        started(engine, machine, order=8)


def test_a_name_is_not_free_again_once_its_execution_has_ended(engine: Home) -> None:
    machine = created(engine, Done=DONE)
    ended(engine, started(engine, machine, order=7))
    with pytest.raises(ClientError, match="ExecutionAlreadyExists"):
        started(engine, machine, order=7)


@pytest.mark.parametrize("field", ["Parameters", "ResultSelector"])
def test_data_that_is_not_there_ends_the_execution_whatever_is_caught(engine: Home, obedient: str, field: str) -> None:
    task = invoking(obedient, {}, Catch=catching("States.ALL"))
    task[field] = {**task.get(field, {}), "missing.$": "$.nowhere.at.all"}
    found = ended(engine, started(engine, created(engine, Task=task, Failed=FAILED)))
    assert (found["status"], found["error"]) == ("FAILED", "States.Runtime")
    assert "$.nowhere.at.all" in found["cause"]


def test_a_choice_about_data_that_is_not_there_ends_the_execution(engine: Home) -> None:
    choice = {"Type": "Choice", "Choices": [rule(StringEquals="x")], "Default": "Done"}
    found = ended(engine, started(engine, created(engine, Choose=choice, Done=DONE)))
    assert (found["status"], found["error"]) == ("FAILED", "States.Runtime")


def rule(**condition: Any) -> dict[str, Any]:
    return {"Variable": "$.nowhere", **condition, "Next": "Done"}


def test_what_is_null_is_there(engine: Home) -> None:
    taken = {"Type": "Pass", "Parameters": {"taken.$": "$.nothing"}, "End": True}
    choice = {"Type": "Choice", "Choices": [{"Variable": "$.nothing", "IsPresent": True, "Next": "Take"}]}
    assert output(engine, created(engine, Choose=choice, Take=taken), nothing=None) == {"taken": None}


@pytest.mark.parametrize(("items", "present"), [([], False), ([1], True)])
def test_whether_a_list_has_a_first_entry_can_be_asked(engine: Home, items: list[int], present: bool) -> None:
    choice = {"Type": "Choice", "Choices": [{"Variable": "$.items[0]", "IsPresent": True, "Next": "There"}]}
    states = {f: {"Type": "Pass", "Result": f == "There", "End": True} for f in ("There", "Gone")}
    assert output(engine, created(engine, Choose=choice | {"Default": "Gone"}, **states), items=items) is present


@pytest.mark.parametrize(
    ("retrier", "retries", "expected"),
    [
        ({}, 0, 1),
        ({"IntervalSeconds": 2, "BackoffRate": 3}, 2, 18),
        ({"BackoffRate": 2, "MaxDelaySeconds": 5}, 10, 5),
    ],
)
def test_the_pause_between_attempts_grows_up_to_its_bound(retrier: dict, retries: int, expected: float) -> None:
    assert delay(retrier, retries) == expected


def test_a_pause_with_jitter_is_any_up_to_the_full_one() -> None:
    retrier = {"IntervalSeconds": 10, "JitterStrategy": "FULL"}
    pauses = [delay(retrier, 0) for _ in range(200)]
    assert 0 <= min(pauses) < 3
    assert 7 < max(pauses) <= 10


def test_an_execution_of_nothing_but_choices_keeps_its_data(engine: Home) -> None:
    machine = created(
        engine, First={"Type": "Pass", "Result": 1, "ResultPath": "$.made.First", "Next": "Done"}, Done=DONE
    )
    assert output(engine, machine, order=7) == json.loads('{"order": 7, "made": {"First": 1}}')
