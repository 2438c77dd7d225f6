from typing import Any

import pytest

from tests.support import tables
from tests.support.gateway import Browser


@pytest.fixture
def table(aws: None) -> Any:
    return tables.create("customers")


@pytest.fixture
def desk(table: Any) -> Browser:
    """Somebody of the demo tenant who may do everything."""
    from customers.api import app  # noqa: PLC0415  needs the environment above

    return Browser(app)
