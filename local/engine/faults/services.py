"""Faults of the services that functions call: refused before the call, or their caller killed right after it."""

import json
import os
import signal
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

import psutil
from ministack import app as ministack
from ministack.core.responses import error_response_json

from local.engine.faults.plan import Fault, Plan

STRUCK = ("dynamodb", "events", "sqs")
Response = tuple[int, dict[str, Any], Any]
Handler = Callable[..., Awaitable[Response]]
_NAMES = ("TableName", "QueueUrl", "EventBusName")


class Services:
    """Stands between the engine's front and its services."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan

    def apply(self) -> None:
        """Wrap the services of this process."""
        for service in STRUCK:
            ministack.SERVICE_HANDLERS[service] = self._around(service, ministack.SERVICE_HANDLERS[service])

    def _around(self, service: str, handle: Handler) -> Handler:
        async def handled(method: str, path: str, headers: dict[str, str], body: bytes, query: Any) -> Response:
            if self._plan.is_quiet:
                return await handle(method, path, headers, body, query)
            operation = headers.get("x-amz-target", "").rpartition(".")[2]
            said = json.loads(body) if operation and body else {}
            whom = f"{service} {operation} {' '.join(sorted(_named(said)))}"
            if refused := self._refused(whom):
                return refused
            if operation == "PutEvents":
                response = await self._published(said, lambda some: handle(method, path, headers, some, query))
            else:
                response = await handle(method, path, headers, body, query)
            if fault := self._plan.strikes("kill", whom):
                _kill_workers(fault)
            return response

        return handled

    def _refused(self, whom: str) -> Response | None:
        if self._plan.strikes("throttle", whom):
            code = "ProvisionedThroughputExceededException" if whom.startswith("dynamodb") else "ThrottlingException"
            return error_response_json(code, "Throttled on demand", 400)
        if self._plan.strikes("reject", whom):
            return error_response_json("InternalFailure", "Failed on demand", 500)
        return None

    async def _published(self, said: dict[str, Any], publish: Callable[[bytes], Awaitable[Response]]) -> Response:
        """What the bus answers: some of the entries refused, the others published."""
        entries = said["Entries"]
        refused = {n for n, entry in enumerate(entries) if self._plan.strikes("refuse", f"events {entry['Source']}")}
        some = [entry for n, entry in enumerate(entries) if n not in refused]
        status, headers, body = await publish(json.dumps({**said, "Entries": some}).encode()) if some else _NOTHING
        answers = iter(json.loads(body).get("Entries", ()))
        if not refused or status != 200:
            return status, headers, body
        merged = [_REFUSED if n in refused else next(answers) for n in range(len(entries))]
        return status, headers, json.dumps({"FailedEntryCount": len(refused), "Entries": merged}).encode()


_NOTHING: Response = (200, {"Content-Type": "application/x-amz-json-1.1"}, b'{"Entries": []}')
_REFUSED = {"ErrorCode": "InternalFailure", "ErrorMessage": "Refused on demand"}


def _named(node: Any) -> set[str]:
    """The tables, queues and buses that a call names, wherever it does."""
    if isinstance(node, list):
        return set().union(*map(_named, node))
    if not isinstance(node, dict):
        return set()
    own = {str(node[name]) for name in _NAMES if name in node} | set(node.get("RequestItems", ()))
    return own.union(*(_named(node[name]) for name in node if name in ("TransactItems", "Entries", *_STEPS)))


_STEPS = ("Put", "Update", "Delete", "ConditionCheck", "Get")


def _kill_workers(fault: Fault) -> None:
    """SIGKILL for every worker of the function: the one that waits for this answer is among them."""
    for worker in psutil.Process().children():
        with suppress(psutil.NoSuchProcess, psutil.AccessDenied):
            if worker.environ().get("_HANDLER") == fault.victim:
                os.kill(worker.pid, signal.SIGKILL)
