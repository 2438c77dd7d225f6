from typing import Any

import pytest

from tests.catalog.shop import Shop
from tests.catalog.warehouse import Warehouse
from tests.support import tables
from tests.support.gateway import Browser


@pytest.fixture
def table(aws: None) -> Any:
    return tables.create("catalog")


@pytest.fixture
def desk(table: Any) -> Browser:
    """Somebody of the demo tenant who may do everything."""
    from catalog.api import app  # noqa: PLC0415  needs the environment of the tests

    return Browser(app)


@pytest.fixture
def shop(desk: Browser) -> Shop:
    """A shop with a tax class and a price book."""
    return Shop.opened(desk)


@pytest.fixture
def house(shop: Shop) -> Warehouse:
    """A shop with a warehouse, and what it remembers of other tests forgotten."""
    return Warehouse.opened(shop)
