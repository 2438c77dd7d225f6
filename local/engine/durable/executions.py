"""Step Functions: how far each execution is, so that a start goes on with it where it was."""

import json
import threading
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from ministack.services import stepfunctions

from local.engine.corrections import states
from local.engine.durable.borrowing import borrowed
from local.engine.journal.log import journal

Services = dict[str, Any]
Execution = dict[str, Any]
Function = Callable[..., Any]

# By execution: the variables it has assigned, and by state the task that it waits for:
# its token, whether its worker was asked, and what the worker told.
going_on: dict[str, dict[str, Any]] = {}
_GOING_ON = "going_on"  # its name in the saved state

_ASKS = ("_call_lambda", "_invoke_aws_sdk_integration", "_invoke_nested_start_execution")
_asking: ContextVar[tuple[str, str] | None] = ContextVar("asking", default=None)
_state: ContextVar[tuple[str, str] | None] = ContextVar("state", default=None)
_ministack_saves = stepfunctions.get_state


def apply() -> None:
    """Note each step of each execution, and which tasks it has asked for."""
    stepfunctions.get_state = lambda: {**_ministack_saves(), _GOING_ON: dict(going_on)}
    stepfunctions._emit_execution_status_event = _noting_status(stepfunctions._emit_execution_status_event)
    stepfunctions._add_event = _noting_event(stepfunctions._add_event)
    stepfunctions._apply_state_assign = _noting_variables(stepfunctions._apply_state_assign)
    stepfunctions._execute_task = _knowing_the_state(stepfunctions._execute_task)
    stepfunctions._invoke_with_callback = _noting_token(stepfunctions._invoke_with_callback)
    for name in _ASKS:
        setattr(stepfunctions, name, _noting_asked(getattr(stepfunctions, name)))
    for prefix, dispatch in stepfunctions._SERVICE_DISPATCH.items():
        stepfunctions._SERVICE_DISPATCH[prefix] = _noting_asked(dispatch)
    stepfunctions._send_task_success = _noting_outcome(stepfunctions._send_task_success)
    stepfunctions._send_task_failure = _noting_outcome(stepfunctions._send_task_failure)


def definitions() -> dict[str, Any]:
    """MiniStack's state of the state machines without their executions."""
    return {name: part for name, part in borrowed(_ministack_saves).items() if name != "executions"}


def scope(arn: str) -> tuple[str, str, str]:
    """The account, region and key under which MiniStack keeps the execution."""
    _, _, _, region, account, _ = arn.split(":", 5)
    return account, region, arn


def restore_tokens() -> None:
    """Every token that somebody holds is good again, at once; an answer that came before the end is there."""
    for arn, progress in going_on.items():
        for task in progress["tasks"].values():
            waiting = {"event": threading.Event(), "result": task["result"], "error": task["error"], "heartbeat": None}
            if task["told"]:
                waiting["event"].set()
            stepfunctions._task_tokens.set_scoped(*scope(arn)[:2], task["token"], waiting)


def _lasting(execution: Execution) -> str | None:
    """The execution's name if it outlives its caller; an express one ends with its call."""
    return None if execution.get("sync") else execution.get("executionArn")


def _noting_status(emit: Function) -> Function:
    def note_and_emit(execution: Execution) -> None:
        if arn := _lasting(execution):
            with journal:
                journal.note("execution", arn, {name: value for name, value in execution.items() if name != "events"})
                if execution["status"] == "RUNNING":
                    journal.note("events", arn, list(execution["events"]))
                    _note_progress(arn, {"variables": {}, "tasks": {}})
                else:
                    _note_progress(arn, None)
        emit(execution)

    return note_and_emit


def _noting_event(add: Function) -> Function:
    def add_and_note(execution: Execution, *event: Any) -> Any:
        with journal:
            added = add(execution, *event)
            if arn := _lasting(execution):
                journal.note("events", arn, [added])
            return added

    return add_and_note


def _noting_variables(assign: Function) -> Function:
    def assign_and_note(state: dict, raw_input: Any, context: dict, *outcome: Any, **details: Any) -> Any:
        assigned = assign(state, raw_input, context, *outcome, **details)
        arn = context.get("Execution", {}).get("Id")
        if "Assign" in state and arn in going_on:
            plain = json.loads(json.dumps(context["variables"]))
            _note_progress(arn, {**going_on[arn], "variables": plain})
        return assigned

    return assign_and_note


def _knowing_the_state(execute: Function) -> Function:
    def execute_task(state: dict, raw_input: Any, execution: Execution, context: dict) -> Any:
        token = _state.set((execution.get("executionArn", ""), context.get("State", {}).get("Name", "")))
        try:
            return execute(state, raw_input, execution, context)
        finally:
            _state.reset(token)

    return execute_task


def _noting_token(invoke: Function) -> Function:
    """A task that was asked before the engine ended is not asked again: its old token is waited for."""

    def invoke_and_note(resource: str, task_input: Any, token: str, state: dict) -> Any:
        arn, name = _state.get() or ("", "")
        if arn not in going_on:
            return invoke(resource, task_input, token, state)
        task = going_on[arn]["tasks"].get(name)
        try:
            if task and (task["asked"] or task["told"]):
                return states.told(task["token"], state)
            if task:
                # Perhaps it was asked, and nobody knows any more: who has the old token may answer with it.
                task_input, token = _with(task["token"], task_input, token), task["token"]
            _note_task(arn, name, {"token": token, "asked": False, "told": False, "result": None, "error": None})
            return _ask(arn, name, lambda: invoke(resource, task_input, token, state))
        finally:
            _note_task(arn, name, None)

    return invoke_and_note


def _with(token: str, task_input: Any, instead_of: str) -> Any:
    return json.loads(json.dumps(task_input).replace(instead_of, token))


def _ask(arn: str, state: str, invoke: Callable[[], Any]) -> Any:
    asking = _asking.set((arn, state))
    try:
        return invoke()
    finally:
        _asking.reset(asking)


def _noting_asked(ask: Function) -> Function:
    """Once the worker has its task, or its function has returned, a start need not ask again."""

    def ask_and_note(*task: Any, **details: Any) -> Any:
        answer = ask(*task, **details)
        arn, state = _asking.get() or ("", "")
        if asked := (going_on.get(arn) or {"tasks": {}})["tasks"].get(state):
            _note_task(arn, state, {**asked, "asked": True})
        return answer

    return ask_and_note


def _noting_outcome(tell: Function) -> Function:
    def tell_and_note(request: dict[str, Any]) -> Any:
        with journal:
            answer = tell(request)
            waiting = stepfunctions._task_tokens.get(request.get("taskToken"))
            if waiting:
                _note_told(request["taskToken"], waiting)
            return answer

    return tell_and_note


def _note_told(token: str, waiting: dict[str, Any]) -> None:
    for arn, progress in list(going_on.items()):
        for name, task in progress["tasks"].items():
            if task["token"] == token:
                _note_task(arn, name, {**task, "told": True, "result": waiting["result"], "error": waiting["error"]})
                return


def _note_task(arn: str, state: str, task: dict[str, Any] | None) -> None:
    with journal:
        if arn not in going_on:
            return
        tasks = {name: each for name, each in going_on[arn]["tasks"].items() if name != state}
        _note_progress(arn, {**going_on[arn], "tasks": tasks | ({state: task} if task else {})})


def _note_progress(arn: str, progress: dict[str, Any] | None) -> None:
    with journal:
        journal.note("progress", arn, progress)
        _set(going_on, arn, progress)


def _set(progresses: dict[str, Any], arn: str, progress: dict[str, Any] | None) -> None:
    if progress is None:
        progresses.pop(arn, None)
    else:
        progresses[arn] = progress


def _replay_execution(services: Services, arn: str, fields: dict[str, Any]) -> None:
    executions = _executions(services)
    known = executions.get_scoped(*scope(arn)) or {"events": []}
    executions.set_scoped(*scope(arn), {**fields, "events": known["events"]})


def _replay_events(services: Services, arn: str, events: list[dict[str, Any]]) -> None:
    if execution := _executions(services).get_scoped(*scope(arn)):
        known = {event["id"] for event in execution["events"][-len(events) :]}
        execution["events"] += [event for event in events if event["id"] not in known]


def _replay_progress(services: Services, arn: str, progress: dict[str, Any] | None) -> None:
    _set(services.setdefault("stepfunctions", {}).setdefault(_GOING_ON, {}), arn, progress)


REPLAYS = {"execution": _replay_execution, "events": _replay_events, "progress": _replay_progress}


def _executions(services: Services) -> Any:
    data = services.setdefault("stepfunctions", {})
    return data.setdefault("executions", type(stepfunctions._executions)())
