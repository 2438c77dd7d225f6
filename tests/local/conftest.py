"""The engine that the tests of this folder share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from local.home import Home
from tests.support.engines import an_engine


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """A running engine on a free port with a home of its own."""
    with an_engine(tmp_path_factory.mktemp("engine")) as home:
        yield home


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """With several workers, those who share the engine run in one of them, the others file by file."""
    for item in items:
        if item.path.parent == Path(__file__).parent:
            shared = "engine" in getattr(item, "fixturenames", ())
            item.add_marker(pytest.mark.xdist_group("engine" if shared else item.path.stem))
