"""One running system for all journeys, brought up by the same command as a newcomer's, on the engine that was chosen.

python -m pytest tests/e2e                              the embedded engine
ONESTOP_ENGINE=localstack LOCALSTACK_HOST=127.0.0.1:4566 python -m pytest -v tests/e2e
"""

from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

from local.places import EMBEDDED, LOCALSTACK, LocalStack
from tests.chaos.scene import Scene, a_scene
from tests.e2e import skipped
from tests.support.engines import free_port
from tests.support.running import ENGINE, ROOT, Running
from tests.support.streams import kept_flowing

OWN_SYSTEM = {"test_recovery.py": "recovery", "test_sagas.py": "weather", "test_desk_weather.py": "weather",
              "test_parked.py": "weather"}  # fmt: skip
FOUND = pytest.StashKey[dict[str, list[str]]]()


@pytest.fixture(scope="session")
def system(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Iterator[Running]:
    """The demo system, up and filled with its sample data."""
    # A run that was interrupted leaves its stacks in LocalStack: the next one goes on with the same home.
    home = _kept(pytestconfig) if ENGINE == LOCALSTACK else tmp_path_factory.mktemp("onestop")
    running = Running(home, free_port(), ENGINE)
    with kept_flowing(running.system.place) if ENGINE == LOCALSTACK else nullcontext():
        running.up()
        pytestconfig.stash[FOUND] = skipped.found(running.system)
        yield running
    running.onestop(*(("reset", "--yes") if ENGINE == LOCALSTACK else ("down",)))


@pytest.fixture(scope="session")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """The system that is made to suffer."""
    with a_scene(tmp_path_factory.mktemp("weather")) as scene:
        yield scene


def _kept(config: pytest.Config) -> Path:
    assert config.cache, "journeys on LocalStack need pytest's cache"
    return Path(config.cache.mkdir("localstack"))


def pytest_report_header() -> str:
    if ENGINE == EMBEDDED:
        return "engine: embedded"
    place = LocalStack(ROOT)
    return f"engine: LocalStack {place.about()['version']} at {place.endpoint}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Those that share a system run in one worker; those that are killed have one to themselves."""
    for item in items:
        if Path(item.fspath).parent == Path(__file__).parent:
            item.add_marker(pytest.mark.xdist_group(OWN_SYSTEM.get(Path(item.fspath).name, "system")))
            item.add_marker(pytest.mark.engine)
            if ENGINE != EMBEDDED and item.get_closest_marker("embedded"):
                item.add_marker(pytest.mark.skip(reason="about the embedded engine itself"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Which engine that was, and what it did not do."""
    terminalreporter.section("journeys")
    terminalreporter.write_line(pytest_report_header())
    for kind, places in config.stash.get(FOUND, {}).items():
        terminalreporter.write_line(f"accepted without effect: {kind} ({', '.join(places)})")
