"""Step Functions: executions go on with the state they are in, the first one or that in which the engine ended.

MiniStack calls them failed. A state that was under way begins again, as a standard execution's may: its task can run
twice, but its token stays good, and a wait is not waited for twice.
"""

import json
import logging
import threading
import time
from datetime import datetime
from typing import Any

from ministack.core.responses import now_iso, request_scope
from ministack.services import stepfunctions

from local.engine.durable import executions
from local.engine.durable.executions import Execution
from local.engine.serving import when_serving

logger = logging.getLogger(__name__)
_PLAIN = {"Pass": "_execute_pass", "Choice": "_execute_choice", "Wait": "_execute_wait"}
_NESTED = {"Task": "_execute_task", "Parallel": "_execute_parallel", "Map": "_execute_map"}

_ministack_restores = stepfunctions.load_persisted_state


def apply() -> None:
    """Carry out every execution, and take up those that a start finds running."""
    stepfunctions._run_execution = _carry_out
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
        _carry_out(arn)


def _carry_out(arn: str) -> None:
    """Walk the execution from where it is to its end; MiniStack waits 150 ms before it begins one."""
    execution = stepfunctions._executions[arn]
    try:
        _walk(execution, *_position(execution))
    except stepfunctions._ExecutionError as error:
        stepfunctions._fail_execution(execution, error.error, error.cause)
    except Exception as failure:
        logger.exception("execution %s", arn)
        stepfunctions._fail_execution(execution, "States.Runtime", repr(failure))


def _position(execution: Execution) -> tuple[str, Any, str | None]:
    """The state that was entered last, its input and when that was; the first one, and None, where none was."""
    entered = [event for event in execution["events"] if event["type"].endswith("StateEntered")]
    if not entered:
        return _definition(execution)["StartAt"], json.loads(execution["input"]), None
    details = entered[-1]["stateEnteredEventDetails"]
    return details["name"], json.loads(details["input"]), entered[-1]["timestamp"]


def _definition(execution: Execution) -> dict[str, Any]:
    """Raises MiniStack's _ExecutionError where the machine was deleted meanwhile."""
    machine = stepfunctions._state_machines.get(execution["stateMachineArn"])
    if machine is None:
        raise stepfunctions._ExecutionError("StateMachineDeleted", "State machine no longer exists")
    return json.loads(machine["definition"])


def _walk(execution: Execution, name: str | None, data: Any, since: str | None) -> None:
    """From the state `name`, entered at `since` or not yet, to the end. Raises MiniStack's _ExecutionError."""
    definition = _definition(execution)
    context = _context(execution, definition)
    while name is not None:
        state = definition["States"][name]
        if since is None:
            _tell(
                execution, f"{state['Type']}StateEntered", "stateEnteredEventDetails", name=name, input=json.dumps(data)
            )
        context["State"] = {"Name": name, "EnteredTime": since or now_iso(), "RetryCount": 0}
        data, following = _run(_remaining(state, since) if since else state, data, execution, context)
        if execution["status"] != "RUNNING":
            return
        _tell(execution, f"{state['Type']}StateExited", "stateExitedEventDetails", name=name, output=json.dumps(data))
        name, since = following, None
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


def _context(execution: Execution, definition: dict[str, Any]) -> dict[str, Any]:
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
        "StateMachine": {"Id": execution["stateMachineArn"], "Name": execution["stateMachineArn"].rpartition(":")[2]},
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
