"""Asking a task door as a state machine, or a neighbour, asks it."""

import importlib
from typing import Any

from tests.support.gateway import CONTEXT, TENANT


def task(capability: str, name: str, /, *, tenant: str = TENANT, saga: Any = None, **said: Any) -> dict[str, Any]:
    """What a task of a capability answers; `saga` is `{"name", "id", "step", "attempt"}`."""
    handler = importlib.import_module(f"{capability}.saga").handler
    asked = {"task": name, "tenant": tenant, "correlation": "test", "saga": saga, "input": said}
    answer: dict[str, Any] = handler(asked, CONTEXT)
    return answer


def step(saga: str, execution: str, name: str, attempt: int = 0) -> dict[str, Any]:
    """The step of a saga on whose behalf a task is asked."""
    return {"name": saga, "id": execution, "step": name, "attempt": attempt}
