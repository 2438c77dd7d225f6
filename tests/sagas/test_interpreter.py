"""The interpreter itself: it speaks our machines' language as Step Functions does."""

import pytest

from tests.sagas.interpreter import SAGAS, Execution, machine, understood
from tests.sagas.paths import NoSuchPath, filling, placed, reading

TASK = {"Type": "Task", "Parameters": {"FunctionName": "${PaymentsSaga}", "Payload": {"task": "Void"}}, "End": True}


def running(**states: object) -> Execution:
    first = next(iter(states))
    return Execution(understood("test", {"StartAt": first, "States": states}), "one", {"order": "7"})


def test_a_path_reads_data_the_context_and_lists() -> None:
    assert reading("$.a.b[1]")({"a": {"b": [1, 2]}}, {}) == 2
    assert reading("$$.Execution.Name")({}, {"Execution": {"Name": "one"}}) == "one"


def test_a_path_that_leads_nowhere_is_an_error() -> None:
    with pytest.raises(NoSuchPath):
        reading("$.a.b")({"a": {}}, {})


def test_a_template_is_filled_and_the_rest_of_it_stays() -> None:
    fill = filling({"order.$": "$.order", "saga": {"name": "order", "attempt.$": "$$.State.RetryCount"}, "all": [1]})

    said = fill({"order": "7"}, {"State": {"RetryCount": 2}})

    assert said == {"order": "7", "saga": {"name": "order", "attempt": 2}, "all": [1]}


def test_a_result_is_put_beside_what_is_there() -> None:
    before = {"made": {"Begin": 1}}

    assert placed(before, "$.made.Known", 2) == {"made": {"Begin": 1, "Known": 2}}
    assert placed(before, None, 2) == before == {"made": {"Begin": 1}}


def test_an_error_is_tried_again_as_often_as_its_retrier_says_and_then_caught() -> None:
    retry = [{"ErrorEquals": ["TryAgain"], "MaxAttempts": 2}]
    caught = [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.failure", "Next": "After"}]
    execution = running(First=TASK | {"Retry": retry, "Catch": caught}, After={"Type": "Succeed"})
    execution.asks()

    assert [execution.failed("TryAgain") for _ in range(3)] == [True, True, False]
    assert (execution.asks(), execution.data["failure"]) == (None, {"Error": "TryAgain"})


def test_the_first_retrier_that_knows_an_error_decides() -> None:
    retry = [{"ErrorEquals": ["PaymentDeclined"], "MaxAttempts": 0}, {"ErrorEquals": ["States.ALL"], "MaxAttempts": 8}]
    execution = running(First=TASK | {"Retry": retry})
    execution.asks()

    assert not execution.failed("PaymentDeclined")
    assert (execution.is_over, execution.error) == (True, "PaymentDeclined")


def test_a_choice_takes_the_first_that_holds_or_the_default() -> None:
    choice = {"Type": "Choice", "Default": "Last", "Choices": [
        {"Variable": "$.order", "StringEquals": "7", "Next": "Seven"}]}  # fmt: skip
    execution = running(
        Choose=choice,
        Seven={"Type": "Pass", "Result": "yes", "ResultPath": "$.seven", "Next": "Last"},
        Last={"Type": "Succeed"},
    )

    assert (execution.asks(), execution.data["seven"]) == (None, "yes")


def test_a_task_that_waits_gets_another_token_each_time() -> None:
    execution = running(
        Park=TASK | {"Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken",
                     "Retry": [{"ErrorEquals": ["States.ALL"], "MaxAttempts": 9}]},
    )  # fmt: skip
    tokens = []
    for _ in range(2):
        execution.asks()
        tokens.append(execution.token)
        execution.failed("States.Timeout")

    assert len(set(tokens)) == 2


@pytest.mark.parametrize("saga", SAGAS)
def test_our_machines_are_understood_whole(saga: str) -> None:
    kinds = {state.kind for state in machine(saga).states.values()}

    assert kinds <= {"Task", "Choice", "Pass", "Succeed"}
    assert machine(saga).tasks
