from typing import Any

import pytest

from tests.support import tables
from tests.support.gateway import Browser
from tests.support.wire import Wire
from tests.tickets.desk import browser


@pytest.fixture
def table(aws: None) -> Any:
    return tables.create("tickets")


@pytest.fixture
def desk(table: Any) -> Browser:
    """Somebody of the demo tenant who may do everything."""
    return browser()


@pytest.fixture
def wire(aws: None) -> Wire:
    """The table, its relay, the bus and the inbox."""
    return Wire("tickets")


@pytest.fixture
def wired(wire: Wire) -> Browser:
    """The desk where events are carried, too."""
    return browser()
