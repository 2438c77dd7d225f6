"""The tasks that other parts of the system ask for by lambda:Invoke: `{"task": <name>, "input": {...}}`. No HTTP."""

from collections.abc import Callable, Mapping
from typing import Any

from identity.schemas.members import AddMember, OpenTenant
from identity.service import tenants
from onestop import clock
from onestop.http.checking import modelled
from onestop.observe import concerning, logger, observed

TASKS: dict[str, tuple[type[OpenTenant] | type[AddMember], Callable[[Any, str], dict[str, Any]]]] = {
    "OpenTenant": (OpenTenant, tenants.open_tenant),
    "AddMember": (AddMember, tenants.add_member),
}


@observed
def handler(event: Mapping[str, Any], context: Any) -> dict[str, Any]:
    """What the task answers. An error keeps its class name, which is what a saga catches it by."""
    model, carry_out = TASKS[event["task"]]
    correlation = event.get("correlation") or clock.new_id()
    asked = modelled(model, event["input"])
    concerning(asked.tenant_id, correlation)
    logger.info("task", task=event["task"])
    return carry_out(asked, correlation)
