"""One running system for all journeys, brought up by the same command as a newcomer's."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.engines import free_port
from tests.support.running import Running


@pytest.fixture(scope="session")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The demo system, up and filled with its sample data."""
    running = Running(tmp_path_factory.mktemp("onestop"), free_port())
    running.onestop("up")
    yield running
    running.onestop("down")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Those that share a system run in one worker; the one that is killed has a worker to itself."""
    for item in items:
        if Path(item.fspath).parent == Path(__file__).parent:
            own = Path(item.fspath).name == "test_recovery.py"
            item.add_marker(pytest.mark.xdist_group("recovery" if own else "system"))
            item.add_marker(pytest.mark.engine)
