from typing import Any

import pytest

from tests.support.gateway import Browser
from tests.support.wire import Wire


@pytest.fixture
def wire(aws: None) -> Wire:
    return Wire("audit")


@pytest.fixture
def door(wire: Wire) -> Any:
    from audit.api import app  # noqa: PLC0415  needs the environment above

    return app


@pytest.fixture
def auditor(door: Any) -> Browser:
    """Somebody of the demo tenant who may read the log."""
    return Browser(door)
