"""Step Functions: what a saga relies on, and MiniStack does otherwise.

MiniStack waits 150 ms before each execution; refuses to start one again under its name even while it runs; goes on
with null where data is missing, so that a state machine works here and fails on AWS; hides it when the function that
is given a token fails, and waits for ever; calls a throttled function an unknown error; and knows neither
MaxDelaySeconds nor JitterStrategy.
"""

import json
import random
import threading
from collections.abc import Callable, Mapping
from typing import Any

from ministack.core.responses import json_response
from ministack.services import stepfunctions

from local.engine.corrections.jsonpath import missing

ExecutionError = stepfunctions._ExecutionError
Function = Callable[..., Any]
_TERMINAL = ("States.Runtime", "States.DataLimitExceeded")  # nothing catches these, not even States.ALL
_THROTTLED = "TooManyRequestsException"
_TESTS = ("IsPresent", "And", "Or", "Not")


def apply() -> None:
    """Patch Step Functions in this process."""
    stepfunctions._start_execution = _once(stepfunctions._start_execution)
    stepfunctions._call_lambda = _naming_throttles(stepfunctions._call_lambda)
    stepfunctions._invoke_with_callback = _failing_with_the_function(stepfunctions._invoke_with_callback)
    stepfunctions._resolve_params_obj = _demanding(stepfunctions._resolve_params_obj)
    stepfunctions._evaluate_rule = _demanding_a_variable(stepfunctions._evaluate_rule)
    stepfunctions._error_matches = _sparing_terminal_errors(stepfunctions._error_matches)
    stepfunctions._find_matching_retrier = _pausing(stepfunctions._find_matching_retrier)


def _once(start: Function) -> Function:
    """The same name with the same input is the same execution for as long as that runs."""

    def start_once(request: dict[str, Any]) -> Any:
        if running := _same(request):
            return json_response({name: running[name] for name in ("executionArn", "startDate")})
        return start(request)

    return start_once


def _same(request: Mapping[str, Any]) -> Mapping[str, Any] | None:
    machine = stepfunctions._resolve_state_machine_arn(request.get("stateMachineArn", ""))
    arn = f"{machine}:{request.get('name')}".replace(":stateMachine:", ":execution:")
    found = stepfunctions._executions.get(arn)
    return found if found and found["status"] == "RUNNING" and found["input"] == request.get("input", "{}") else None


def _naming_throttles(call: Function) -> Function:
    def call_lambda(function: str, event: Any) -> Any:
        try:
            return call(function, event)
        except ExecutionError as error:
            if error.error == "Lambda.Unknown" and _THROTTLED in error.cause:
                raise ExecutionError(f"Lambda.{_THROTTLED}", error.cause) from None
            raise

    return call_lambda


def _failing_with_the_function(invoke: Function) -> Function:
    """Who could not even be asked will never answer."""

    def invoke_with_token(resource: str, given: Any, token: str, state: dict[str, Any]) -> Any:
        if "states:::lambda:invoke" not in resource:
            return invoke(resource, given, token, state)
        function = stepfunctions._resolve_lambda_function_ref(given.get("FunctionName", ""), optimized=True)
        if token not in stepfunctions._task_tokens:
            stepfunctions._task_tokens[token] = _waiting()
        try:
            stepfunctions._call_lambda(function, given.get("Payload", given))
        except ExecutionError:
            stepfunctions._task_tokens.pop(token, None)
            raise
        return told(token, state)

    return invoke_with_token


def _waiting() -> dict[str, Any]:
    return {"event": threading.Event(), "result": None, "error": None, "heartbeat": None}


def told(token: str, state: Mapping[str, Any]) -> Any:
    """What the worker who has the token tells of the task, once it does. Raises MiniStack's _ExecutionError."""
    waiting = stepfunctions._task_tokens[token]
    in_time = waiting["event"].wait(state.get("TimeoutSeconds", threading.TIMEOUT_MAX))
    stepfunctions._task_tokens.pop(token, None)
    if not in_time:
        raise ExecutionError("States.Timeout", "The task was not answered in time")
    if error := waiting["error"]:
        raise ExecutionError(error["Error"], error["Cause"])
    return json.loads(waiting["result"])


def _demanding(resolve: Function) -> Function:
    """A path of Parameters or of a ResultSelector has to lead somewhere."""

    def resolve_template(template: Any, data: Any, context: dict[str, Any] | None = None) -> Any:
        for name, path in template.items() if isinstance(template, dict) else ():
            if name.endswith(".$") and isinstance(path, str):
                _demand(path, data, context)
        return resolve(template, data, context)

    return resolve_template


def _demanding_a_variable(evaluate: Function) -> Function:
    """What a choice compares has to be there, unless it asks just that."""

    def evaluate_rule(rule: dict[str, Any], data: Any, context: dict[str, Any] | None = None) -> Any:
        if "Variable" not in rule:
            return evaluate(rule, data, context)
        if "IsPresent" in rule:
            return (not missing(rule["Variable"], data, context)) == rule["IsPresent"]
        _demand(rule["Variable"], data, context)
        return evaluate(rule, data, context)

    return evaluate_rule


def _demand(path: str, data: Any, context: dict[str, Any] | None) -> None:
    if missing(path, data, context):
        raise ExecutionError(
            "States.Runtime", f"The JSONPath '{path}' could not be found in the input '{json.dumps(data)}'"
        )


def _sparing_terminal_errors(matches: Function) -> Function:
    def error_matches(names: list[str], error: str) -> bool:
        return error in names if error in _TERMINAL else matches(names, error)

    return error_matches


def _pausing(find: Function) -> Function:
    """The retrier as one whose first pause is the one that is due: MiniStack computes no other."""

    def find_retrier(retriers: list[dict], error: str, counts: dict[int, int]) -> tuple[dict | None, int]:
        retrier, index = find(retriers, error, counts)
        if retrier is None:
            return None, index
        return {**retrier, "IntervalSeconds": delay(retrier, counts.get(index, 0)), "BackoffRate": 1}, index

    return find_retrier


def delay(retrier: Mapping[str, Any], retries: int) -> float:
    """Seconds until the next attempt after so many retries (Amazon States Language, "Retriers")."""
    grown = retrier.get("IntervalSeconds", 1) * retrier.get("BackoffRate", 2.0) ** retries
    full = min(grown, retrier.get("MaxDelaySeconds", grown))
    return random.uniform(0, full) if retrier.get("JitterStrategy") == "FULL" else full  # noqa: S311  no secret
