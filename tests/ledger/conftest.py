from typing import Any

import pytest

from tests.support.gateway import Browser
from tests.support.wire import Wire


@pytest.fixture
def wire(aws: None) -> Wire:
    return Wire("customers", "timeline", "audit")


@pytest.fixture
def desk(wire: Wire) -> Browser:
    """Somebody who may do everything with customers."""
    from customers.api import app  # noqa: PLC0415  needs the environment above

    return Browser(app)


@pytest.fixture
def reader(wire: Wire) -> Browser:
    """The same one, looking at stories."""
    from timeline.api import app  # noqa: PLC0415

    return Browser(app)


@pytest.fixture
def ada(desk: Browser) -> Any:
    """The path of a customer who was registered and changed twice."""
    made = desk.post("/customers", {"kind": "person", "name": "Ada", "tags": ["vip"]}).json
    path = f"/customers/{made['id']}"
    desk.patch(path, {"name": "Ada 王"})
    desk.patch(path, {"company": "分析机公司"})
    return path
