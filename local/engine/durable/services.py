"""Everything else: what a request has changed of its service, as the service would save it.

These writes are rare (a deployment, a secret, a parameter) and these states are small, so that the changed part of a
state is noted as a whole before the answer leaves.
"""

import pickle
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from hashlib import blake2b
from typing import Any

from ministack import app
from ministack.services.cloudformation import changesets, handlers, stacks

from local.engine import inside, snapshot
from local.engine.durable import borrowing, bus, executions, logs, queues, tables
from local.engine.durable.borrowing import Save, borrowed
from local.engine.journal.log import journal

Services = dict[str, Any]

# What these hold beside their definitions has notes of its own.
_DEFINITIONS: dict[str, Save] = {
    "dynamodb": tables.definitions,
    "sqs": queues.definitions,
    "eventbridge": bus.definitions,
    "cloudwatch_logs": logs.definitions,
    "stepfunctions": executions.definitions,
}
# Before another definition takes its place, the saved state has to give up what it holds.
_UNPACK: dict[str, Callable[[dict[str, Any]], Any]] = {
    "dynamodb": tables.unpack,
    "sqs": queues.unpack,
    "eventbridge": bus.unpack,
    "cloudwatch_logs": logs.unpack,
}
# Large, and saved by nothing but a plain copy.
_BORROWED = {"cloudformation", "apigateway_v1", "cloudwatch"}
# Metrics are left to the checkpoints.
_LEFT_OUT = {"lambda": {"pending_invocations", "dynamodb_stream_positions"}, "cloudwatch": {"metrics"}}
_READS = ("Get", "BatchGet", "TransactGet", "List", "Describe", "Query", "Scan", "Sign", "Verify", "Encrypt", "Decrypt")
_NOTED = (
    *("PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems", "PutEvents", "PutLogEvents"),
    *("SendMessage", "ReceiveMessage", "DeleteMessage", "ChangeMessageVisibility", "PutMetricData", "GenerateDataKey"),
    *("SendTask", "StartExecution", "StartSyncExecution", "StopExecution"),
)
_digests: dict[tuple[str, str], bytes] = {}


def apply() -> None:
    """Note what requests and deployments have changed when they are through."""
    borrowing.apply()
    for service, handler in app.SERVICE_HANDLERS.items():
        app.SERVICE_HANDLERS[service] = _noting_request(app.SERVICE_REGISTRY[service], handler)
    for module in (changesets, handlers, stacks):
        module._create_stack_task_in_region = _noting_deployment(module._create_stack_task_in_region)
    app._reset_all_state = _noting_reset(app._reset_all_state)


def _noting_request(registered: dict[str, Any], handle: Callable[..., Awaitable]) -> Callable[..., Awaitable]:
    module = registered["module"]
    states = (registered.get("state_key", module), *registered.get("sub_modules", ()))

    async def handle_and_note(method: str, path: str, headers: dict[str, str], *request: Any) -> Any:
        inside.note_caller(headers)
        answer = await handle(method, path, headers, *request)
        if method not in ("GET", "HEAD", "OPTIONS") and not _known_elsewhere(path, headers):
            note(states)
        return answer

    return handle_and_note


def _known_elsewhere(path: str, headers: dict[str, str]) -> bool:
    """Whether the request only reads, or what it changes has a note of its own."""
    operation = headers.get("x-amz-target", "").rpartition(".")[2]
    return operation.startswith(_READS + _NOTED) or path.endswith("/invocations")


def _noting_deployment(spawn: Callable[..., None]) -> Callable[..., None]:
    async def run_and_note(deployment: Coroutine) -> None:
        try:
            await deployment
        finally:
            note(app._build_persistence_save_dict())

    def spawn_noting(deployment: Coroutine, *stack: Any) -> None:
        spawn(run_and_note(deployment), *stack)

    return spawn_noting


def _noting_reset(reset: Callable[[], None]) -> Callable[[], None]:
    def reset_and_note() -> None:
        # Not under the journal's lock: it ends workers, which takes its time.
        reset()
        with journal:
            _digests.clear()
            journal.note("reset")

    return reset_and_note


def note(states: Iterable[str]) -> None:
    """Note which parts of these states are not as they were noted last."""
    saving = app._build_persistence_save_dict()
    with journal:
        for service in states:
            if service in saving:
                _note_state(service, saving[service])


def _note_state(service: str, save: Save) -> None:
    for name, part in _state(service, save).items():
        data = pickle.dumps(part, pickle.HIGHEST_PROTOCOL)
        digest = blake2b(data).digest()
        if _digests.get((service, name)) != digest:
            _digests[service, name] = digest
            journal.note("part", service, name, data)


def _state(service: str, save: Save) -> dict[str, Any]:
    if service in _DEFINITIONS:
        return _DEFINITIONS[service]()
    state = borrowed(save) if service in _BORROWED else save()
    left_out = _LEFT_OUT.get(service, ())
    return {name: part for name, part in (state or {}).items() if name not in left_out}


def _replay_part(services: Services, service: str, name: str, data: bytes) -> None:
    state = services.setdefault(service, {})
    if service in _UNPACK:
        _UNPACK[service](state)
    state[name] = snapshot.loads(data)


def _replay_reset(services: Services) -> None:
    services.clear()


REPLAYS = {"part": _replay_part, "reset": _replay_reset}
