import importlib
from collections.abc import Iterator
from typing import Any

import pytest
from freezegun import freeze_time

from tests.support import tables
from tests.support.wire import Wire
from tests.workforce.staff import NOON, Staff


@pytest.fixture
def table(aws: None) -> Any:
    return tables.create("workforce")


@pytest.fixture
def staff(table: Any) -> Staff:
    return Staff(importlib.import_module("workforce.api").app)


@pytest.fixture
def wire(aws: None) -> Wire:
    """The table, its relay, the bus and the inbox."""
    return Wire("workforce")


@pytest.fixture
def wired(wire: Wire) -> Staff:
    """The same where events are carried, too."""
    return Staff(importlib.import_module("workforce.api").app)


@pytest.fixture
def time() -> Iterator[Any]:
    """The time, a Monday noon, which passes when a test says so."""
    with freeze_time(NOON) as passing:
        yield passing
