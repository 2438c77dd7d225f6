"""Step Functions: executions that were running when the engine ended go on with the state they were in.

MiniStack calls them failed. A state that was under way begins again, as a standard execution's may: its task can run
twice, but its token stays good, and a wait is not waited for twice.
"""

import json
import threading
import time
from datetime import datetime
from typing import Any

from ministack.core.responses import now_iso, request_scope
from ministack.services import stepfunctions

from local.engine.durable import executions
from local.engine.durable.executions import Execution
from local.engine.serving import when_serving

_PLAIN = {"Pass": "_execute_pass", "Choice": "_execute_choice", "Wait": "_execute_wait"}
_NESTED = {"Task": "_execute_task", "Parallel": "_execute_parallel", "Map": "_execute_map"}

_ministack_restores = stepfunctions.load_persisted_state


def apply() -> None:
    """Take up every execution that a start finds running."""
    stepfunctions.load_persisted_state = _restore


def _restore(data: dict[str, Any]) -> None:
    executions.going_on.update(data.pop("going_on", {}))
    running = [each for each in _all(data) if each["status"] == "RUNNING" and not each.get("sync")]
    for execution in running:
        # Hidden from MiniStack, which would end it here.
        execution["status"] = "PENDING"
    _ministack_restores(data)
    executions.restore_tokens()
    for execution in running:
        execution["status"] = "RUNNING"
        thread = threading.Thread(target=_go_on, args=(execution,), daemon=True, name="execution")
        when_serving(thread.start)


def _all(data: dict[str, Any]) -> list[Execution]:
    return list(data["executions"].all_values()) if "executions" in data else []


def _go_on(execution: Execution) -> None:
    account, region, arn = executions.scope(execution["executionArn"])
    with request_scope(account, region):
        entered = [event for event in execution["events"] if event["type"].endswith("StateEntered")]
        if not entered:
            stepfunctions._run_execution(arn)
            return
        try:
            _walk(execution, entered[-1])
        except stepfunctions._ExecutionError as error:
            stepfunctions._fail_execution(execution, error.error, error.cause)


def _walk(execution: Execution, entered: dict[str, Any]) -> None:
    """From the state of the event `entered` to the end. Raises MiniStack's _ExecutionError."""
    machine = stepfunctions._state_machines[execution["stateMachineArn"]]
    definition = json.loads(machine["definition"])
    context = _context(execution, machine, definition)
    details = entered["stateEnteredEventDetails"]
    name, data = details["name"], json.loads(details["input"])
    state, moment = _remaining(definition["States"][name], entered["timestamp"]), entered["timestamp"]
    while True:
        context["State"] = {"Name": name, "EnteredTime": moment, "RetryCount": 0}
        data, following = _run(state, data, execution, context)
        if execution["status"] != "RUNNING":
            return
        _tell(execution, f"{state['Type']}StateExited", "stateExitedEventDetails", name=name, output=json.dumps(data))
        if following is None:
            break
        name, state, moment = following, definition["States"][following], now_iso()
        _tell(execution, f"{state['Type']}StateEntered", "stateEnteredEventDetails", name=name, input=json.dumps(data))
    _succeed(execution, json.dumps(data))


def _run(state: dict[str, Any], data: Any, execution: Execution, context: dict[str, Any]) -> tuple[Any, str | None]:
    """What one state makes of its input, and the next state; None at the end."""
    kind = state["Type"]
    if kind == "Fail":
        raise stepfunctions._ExecutionError(*stepfunctions._fail_state_error(state, data, context))
    if kind == "Succeed":
        taken = stepfunctions._apply_input_path(state, data, context)
        return stepfunctions._apply_output_path(state, taken, context), None
    if kind in _PLAIN:
        return getattr(stepfunctions, _PLAIN[kind])(state, data, context)
    return getattr(stepfunctions, _NESTED[kind])(state, data, execution, context)


def _context(execution: Execution, machine: dict[str, Any], definition: dict[str, Any]) -> dict[str, Any]:
    """The context object, as the states' paths and expressions see it."""
    progress = executions.going_on.get(execution["executionArn"]) or {"variables": {}}
    return {
        "QueryLanguage": definition.get("QueryLanguage", "JSONPath"),
        "Execution": {
            "Id": execution["executionArn"],
            "Input": json.loads(execution["input"]),
            "Name": execution["name"],
            "StartTime": execution["startDate"],
        },
        "StateMachine": {"Id": execution["stateMachineArn"], "Name": machine["name"]},
        "variables": dict(progress["variables"]),
    }


def _remaining(state: dict[str, Any], since: str) -> dict[str, Any]:
    """A wait of so many seconds has begun when it was entered, and not now."""
    seconds = state.get("Seconds")
    if state["Type"] != "Wait" or not isinstance(seconds, int | float):
        return state
    passed = time.time() - datetime.fromisoformat(since).timestamp()
    return {**state, "Seconds": max(0, seconds - passed)}


def _tell(execution: Execution, kind: str, details: str, **fields: str) -> None:
    stepfunctions._add_event(execution, kind, {details: fields})


def _succeed(execution: Execution, output: str) -> None:
    execution.update(status="SUCCEEDED", output=output, stopDate=now_iso())
    stepfunctions._add_event(execution, "ExecutionSucceeded", {"executionSucceededEventDetails": {"output": output}})
    stepfunctions._emit_execution_status_event(execution)
