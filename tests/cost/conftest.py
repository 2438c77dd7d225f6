from typing import Any

import pytest

from local.cost.journeys import Model

NOTHING = {
    "calls": {}, "read_units": 0, "write_units": 0, "index_units": 0, "events": 0, "event_bytes": 0,
    "answer_bytes": 0, "log_bytes": 0,
}  # fmt: skip
GIVEN = {
    "megabytes": 1024, "processor": 1.0, "cold": 0.0, "cold_ms": 0, "authorized": 0.5,
    "call_ms": {"GetItem": 2, "other": 10},
}  # fmt: skip
INBOX = {"of": "log: consume", "takes": 10, "table": "log"}
EVENTS = {"relay": "desk: relay", "relay_takes": 10, "heard_by": [INBOX], "authorizer": "gate: authorize"}


def measured(handler: str, **said: Any) -> dict[str, Any]:
    return {**NOTHING, "handler": handler, "cpu_us": 0, **said}


@pytest.fixture
def model() -> Model:
    """A house of round numbers: a write of 2 units and one event of 1,000 bytes, heard by one inbox."""
    write = measured("desk.api.app", write_units=1, index_units=1, events=1, event_bytes=1000, answer_bytes=500)
    read = measured("desk.api.app", calls={"GetItem": 1}, read_units=0.5)
    operations = {
        "desk": {"write": write, "read": read, "relay": measured("desk.relay.handler")},
        "log": {"consume": measured("log.consumers.handler", write_units=10, index_units=20, cpu_us=1000)},
        "gate": {"authorize": measured("gate.authorizer.handler", read_units=1)},
    }
    steps = [{"of": "desk: write", "times": 1}, {"of": "desk: read", "times": 3}]
    journeys = {name: {"about": name, "steps": steps} for name in ("request", "message", "ticket", "order")}
    partition = {"key": "log, by time", "every": "event", "of": "log: consume", "indexes": 2}
    said = {"assumptions": GIVEN, "events": EVENTS, "journeys": journeys, "partitions": [partition]}
    return Model(said, {"units": {"operations": operations}})
