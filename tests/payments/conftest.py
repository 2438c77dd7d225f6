import importlib
from typing import Any

import pytest

from tests.payments.desk import Desk
from tests.support import tables
from tests.support.wire import Wire


@pytest.fixture
def table(aws: None) -> Any:
    return tables.create("payments")


@pytest.fixture
def desk(table: Any) -> Desk:
    """Sagas, a provider, the clock and somebody of the demo tenant who may do everything."""
    importlib.import_module("payments.provider.sandbox")  # whose calls are counted from the first one on
    return Desk(importlib.import_module("payments.api").app)


@pytest.fixture
def wire(aws: None) -> Wire:
    """The table, its relay and the bus."""
    return Wire("payments")


@pytest.fixture
def wired(wire: Wire) -> Desk:
    """The desk where events are carried, too."""
    return Desk(importlib.import_module("payments.api").app)
