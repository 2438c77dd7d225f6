"""The door for what sagas, and other capabilities that cannot wait for an event, ask for by `lambda:Invoke`. No HTTP.

    {"task": "Reserve", "tenant": "…", "correlation": "…", "input": {…},
     "saga": {"name": "order", "id": "<execution>", "step": "<state>", "attempt": 0}}

The answer is what the task returns. An error keeps its class name, which is what a state machine catches it by; who
asks directly (`onestop.calls`) is answered with the whole of it, because what leaves a function by an exception is in
its log, and the log is no place for what an error quotes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from onestop import clock
from onestop.errors import Invalid, OneStopError
from onestop.identity import Caller, system
from onestop.observe import NOBODY, concerning, logger, metrics, observed


@dataclass(frozen=True, slots=True)
class Task:
    """What is asked, for whom, and by which step of which saga (None where it is none).

    `asked` is the task's model; `attempt` counts from 0.
    """

    by: Caller
    asked: Any
    saga: Mapping[str, Any] | None = None

    def mark(self) -> dict[str, Any] | None:
        """`{"saga", "id", "step", "attempt"}`: which step wrote a record, as the record shows it."""
        if self.saga is None:
            return None
        return {"saga": self.saga["name"], **{name: self.saga[name] for name in ("id", "step", "attempt")}}


CarriedOut = Callable[[Task], dict[str, Any]]


def opens(capability: str, tasks: Mapping[str, tuple[str | None, CarriedOut]]) -> Callable[..., dict[str, Any]]:
    """The task door. `tasks` maps a name to the model (in the capability's `schemas`) of its input and what does it."""

    @observed
    def handler(event: Mapping[str, Any], context: Any) -> dict[str, Any]:
        try:
            return work(event)
        except OneStopError as error:
            if not event.get("direct"):
                raise
            logger.info("refused", code=error.code, status=error.status)
            return {"refused": refusal(error)}
        except Exception:
            metrics.add_metric("TaskFaults", "Count", 1)
            raise
        finally:
            if metrics.metric_set:
                metrics.flush_metrics()

    def work(event: Mapping[str, Any]) -> dict[str, Any]:
        tenant, correlation = event.get("tenant") or NOBODY, event.get("correlation") or clock.new_id()
        concerning(tenant, correlation)
        model, carry_out = _known(tasks, event["task"])
        asked = _modelled(f"{capability}.schemas", model, event.get("input", {}))
        saga = event.get("saga")
        logger.info("task", task=event["task"], **({"saga": saga["name"], "attempt": saga["attempt"]} if saga else {}))
        return carry_out(Task(system(capability, tenant, correlation), asked, saga))

    return handler


def refusal(error: OneStopError) -> dict[str, Any]:
    """All of an error, for who asked."""
    return {"code": error.code, "detail": error.detail, "errors": error.errors, "facts": error.facts}


def _known(tasks: Mapping[str, tuple[str | None, CarriedOut]], name: str) -> tuple[str | None, CarriedOut]:
    if name not in tasks:
        raise Invalid(f"There is no task {name}.")
    return tasks[name]


def _modelled(schemas: str, model: str | None, said: Any) -> Any:
    if model is None:
        return None
    from onestop.http.checking import modelled  # noqa: PLC0415  pydantic, for those tasks only that are asked something

    return modelled(getattr(import_module(schemas), model), said)
