"""Whoever listens to an event takes its published example."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ulid import ULID

from infra.contracts import files
from tests.support.moto import empty_aws
from tests.support.standing import stand
from tests.support.wire import Wire

EXAMPLES = sorted(files.EVENTS.glob("*/*.example.json"))
HEARD_BY = ("audit", "customers", "floor", "orders", "returns", "routing", "tickets", "timeline", "workforce")


@pytest.fixture(scope="module")
def wire() -> Iterator[Wire]:
    with empty_aws():
        stand("order", "shipment", "cancellation", "return")
        yield Wire(*HEARD_BY)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name.removesuffix(".example.json"))
def test_every_listener_takes_the_example_of_an_event(wire: Wire, path: Path) -> None:
    from audit.table import Entry, record_pk  # noqa: PLC0415  needs the environment

    example: dict[str, Any] = json.loads(path.read_text("utf-8")) | {"tenant": str(ULID())}  # who has nothing yet
    wire.put(path.parent.name, example)
    wire.carry()

    assert [wire.failures(name) for name in HEARD_BY] == [[] for _ in HEARD_BY]
    assert example["id"] in {row.id for row in Entry.query(record_pk(example["tenant"], example["subject"]))}
