import importlib
from collections.abc import Iterator
from typing import Any

import pytest
from freezegun import freeze_time

from tests.routing.desk import Desk
from tests.support import tables
from tests.support.gateway import Browser
from tests.support.wire import Stream


@pytest.fixture
def table(aws: None) -> Any:
    return tables.create("routing")


@pytest.fixture
def desk(table: Any) -> Desk:
    """A desk without queues and agents, and somebody who may do everything."""
    return Desk(Browser(importlib.import_module("routing.api").app), Stream("routing", table))


@pytest.fixture
def later() -> Iterator[Any]:
    """The time, which passes when a test says so."""
    with freeze_time("2026-11-22T10:00:00Z") as time:
        yield time
