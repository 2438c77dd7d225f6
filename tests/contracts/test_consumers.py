"""Whoever listens to an event takes its published example."""

import json
from pathlib import Path
from typing import Any

import pytest

from infra.contracts import files
from tests.support.standing import stand
from tests.support.wire import Wire

EXAMPLES = sorted(files.EVENTS.glob("*/*.example.json"))
HEARD_BY = ("audit", "customers", "floor", "orders", "returns", "routing", "tickets", "timeline", "workforce")


@pytest.fixture
def wire(aws: None) -> Wire:
    stand("order", "shipment", "cancellation", "return")
    return Wire(*HEARD_BY)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name.removesuffix(".example.json"))
def test_every_listener_takes_the_example_of_an_event(wire: Wire, path: Path) -> None:
    example: dict[str, Any] = json.loads(path.read_text("utf-8"))
    wire.put(path.parent.name, example)
    wire.carry()

    assert [wire.failures(name) for name in HEARD_BY] == [[] for _ in HEARD_BY]
    assert example["id"] in {row.get("id") for row in wire.tables["audit"].scan()["Items"]}  # and what it set off
