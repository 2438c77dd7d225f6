"""Simulations, asked for at the door and carried out as the bus would have it."""

import importlib
import json
from typing import Any

from onestop import clock
from tests.routing.desk import Desk
from tests.support.envelopes import envelope
from tests.support.gateway import CONTEXT


def carried_out(desk: Desk, **asked: Any) -> dict[str, Any]:
    """A simulation once its event came through; twice, because the bus may deliver it twice."""
    made = desk.lead.post("/routing/simulations", asked)
    assert made.status == 201, made.text
    for _ in range(2):
        assert tell(made.json) == []
    found: dict[str, Any] = desk.lead.get(f"/routing/simulations/{made.json['id']}").json
    return found


def tell(record: dict[str, Any]) -> list[Any]:
    said = envelope(
        "SimulationStarted", f"simulations/{record['id']}", 1, record=record, changes={}, time=clock.timestamp()
    )
    body = json.dumps({"source": "onestop.routing", "detail": said})
    handler = importlib.import_module("routing.simulations").handler
    answer: list[Any] = handler({"Records": [{"messageId": "1", "body": body}]}, CONTEXT)["batchItemFailures"]
    return answer
