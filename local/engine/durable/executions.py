"""Step Functions: executions, wherever they are."""

from typing import Any

from ministack.services import stepfunctions

from local.engine.durable.borrowing import borrowed

_ministack_saves = stepfunctions.get_state


def definitions() -> dict[str, Any]:
    """MiniStack's state of the state machines without their executions."""
    return {name: part for name, part in borrowed(_ministack_saves).items() if name != "executions"}
