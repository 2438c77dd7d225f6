"""The sagas of orders: their register, their steps, and those that wait for somebody."""

from typing import Any

from onestop.errors import RequestInProgress, WrongState
from onestop.http import Call, answer_of, part_of
from onestop.lists import prefix
from orders.api.door import ADMIN, READ, app
from orders.service import parking, register


@app.route("GET", "/orders/{orderId}/saga", scope=READ, query="ListQuery", returns="SagaStep", many=True)
def list_saga_steps(call: Call) -> dict[str, Any]:
    """List what the sagas of an order did, step by step, with what was undone and why."""
    part = part_of(call, newest_first=False, **prefix("step#"))
    return answer_of(call, register.steps(call.by, call.path["orderId"], part))


@app.route("GET", "/sagas", scope=READ, query="SagaQuery", returns="Saga", many=True)
def list_sagas(call: Call) -> dict[str, Any]:
    """List sagas, the newest first: all, or those that run, are parked, are done or undone."""
    return answer_of(call, register.sagas(call.by, call.query.state, part_of(call, newest_first=True)))


@app.route("GET", "/sagas/{execution}", scope=READ, returns="Saga")
def get_saga(call: Call) -> dict[str, Any]:
    """Get one saga."""
    return register.shown(call.by, call.path["execution"])


@app.route("POST", "/sagas/{execution}/resume", scope=ADMIN, returns="Saga", errors=(RequestInProgress, WrongState))
def resume_saga(call: Call) -> dict[str, Any]:
    """Let a parked saga go on at the step where it stands."""
    return parking.resume(call.by, call.path["execution"], call.once)
