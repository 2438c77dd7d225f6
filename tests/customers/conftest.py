from typing import Any

import pytest

from tests.support import tables
from tests.support.gateway import Browser
from tests.support.wire import Wire


@pytest.fixture
def table(aws: None) -> Any:
    return tables.create("customers")


@pytest.fixture
def desk(table: Any) -> Browser:
    """Somebody of the demo tenant who may do everything."""
    return _browser()


@pytest.fixture
def wire(aws: None) -> Wire:
    """The table, its relay, the bus and the inbox."""
    return Wire("customers")


@pytest.fixture
def wired(wire: Wire) -> Browser:
    """The desk where events are carried, too."""
    return _browser()


def _browser() -> Browser:
    from customers.api import app  # noqa: PLC0415  needs the environment above
    from customers.service import custom_fields  # noqa: PLC0415

    custom_fields.forget(Browser.tenant)
    return Browser(app)
