"""The engine that the tests of this folder share."""

from collections.abc import Iterator

import pytest

from local.home import Home
from tests.support.engines import an_engine


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """A running engine on a free port with a home of its own."""
    with an_engine(tmp_path_factory.mktemp("engine")) as home:
        yield home
