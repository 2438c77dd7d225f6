from collections.abc import Iterator
from typing import Any

import pytest

from tests.orders.catalogue import Catalogue
from tests.orders.machines import Machines
from tests.support import tables
from tests.support.answering import answering
from tests.support.gateway import Browser
from tests.support.wire import Wire

SCOPES = "orders:read orders:write orders:price orders:fulfil orders:cancel orders:admin"


@pytest.fixture
def table(aws: None) -> Any:
    return tables.create("orders")


@pytest.fixture
def desk(table: Any) -> Browser:
    """Somebody of the demo tenant who may do everything."""
    return _browser()


@pytest.fixture
def wire(aws: None) -> Wire:
    """The table, its relay, the bus and the inbox."""
    return Wire("orders")


@pytest.fixture
def wired(wire: Wire) -> Browser:
    """The desk where events are carried, too."""
    return _browser()


@pytest.fixture
def catalogue(monkeypatch: pytest.MonkeyPatch) -> Iterator[Catalogue]:
    """The task door of catalog, which says what a test has set."""
    from orders.service import pricing  # noqa: PLC0415  needs the environment above

    pricing._catalog.cache_clear()  # a circuit of its own: what it counts lives as long as the process
    said = Catalogue()
    with answering(said) as server:
        monkeypatch.setenv("AWS_ENDPOINT_URL_LAMBDA", server.url)
        said.asked = server.asked
        yield said


@pytest.fixture
def machines(aws: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Machines]:
    """Step Functions, which takes each name and each token once."""
    said = Machines()
    with answering(said) as server:
        monkeypatch.setenv("AWS_ENDPOINT_URL_SFN", server.url)
        yield said


def _browser() -> Browser:
    from orders.api import app  # noqa: PLC0415  needs the environment above

    return Browser(app, scopes=SCOPES)
