"""Faults of what the engine delivers to functions: batches of messages and of stream records."""

import time
from random import Random
from typing import Any

from ministack.services import lambda_svc

from local.engine.faults.plan import Plan

Result = dict[str, Any]
_FAILED: Result = {"error": True, "body": {"errorType": "DeliveryFailed", "errorMessage": "Failed on demand"}}


class Deliveries:
    """Stands between the pollers and the functions."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._execute = lambda_svc._execute_function

    def apply(self) -> None:
        """Wrap the invocations of this process."""
        lambda_svc._execute_function = self.execute

    def execute(self, function: dict[str, Any], event: Any) -> Result:
        """One delivery with its faults; anything that is no delivery passes."""
        records = event.get("Records") if isinstance(event, dict) else None
        if self._plan.is_quiet or not records or "eventSource" not in records[0]:
            return self._execute(function, event)
        source = records[0]["eventSource"]
        whom = f"{source} {(function.get('config') or function)['FunctionName']}"
        if fault := self._plan.strikes("delay", whom):
            time.sleep(fault.seconds)
        if self._plan.strikes("lose", whom):
            return {"body": None}
        if self._plan.strikes("fail", whom):
            return _FAILED
        if source == "aws:sqs" and self._plan.strikes("reorder", whom):
            event = {**event, "Records": Random(whom).sample(records, len(records))}  # noqa: S311  repeatable, not secret
        if self._plan.strikes("double", whom):
            self._execute(function, event)
        return self._execute(function, event)
