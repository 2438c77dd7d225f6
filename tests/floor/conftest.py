from typing import Any

import pytest

from tests.floor.scene import Scene
from tests.support.wire import Wire


@pytest.fixture
def wire(aws: None) -> Wire:
    """The table, its inbox, its relay and the bus."""
    return Wire("floor")


@pytest.fixture
def scene(wire: Wire) -> Scene:
    """A desk of which only the events are there, and somebody of the demo tenant who leads it."""
    return Scene(wire)


@pytest.fixture
def clock() -> Any:
    """The time, which passes when a test says so."""
    from freezegun import freeze_time  # noqa: PLC0415

    with freeze_time("2026-11-22T10:00:00Z") as time:
        yield time
