from collections.abc import Iterator
from typing import Any

import pytest

from tests.support import tables
from tests.support.answering import answering
from tests.support.gateway import Browser
from tests.support.wire import Wire
from tests.tickets.desk import browser
from tests.tickets.neighbours import Customers


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


@pytest.fixture
def customers(monkeypatch: pytest.MonkeyPatch) -> Iterator[Customers]:
    """The task door of customers, which knows whom a test names."""
    from tickets.service import texts  # noqa: PLC0415  needs the environment above

    texts._customers.cache_clear()  # a circuit of its own: what it counts lives as long as the process
    said = Customers()
    with answering(said) as server:
        monkeypatch.setenv("AWS_ENDPOINT_URL_LAMBDA", server.url)
        yield said
