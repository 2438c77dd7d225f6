"""Starting, stopping and watching an engine."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest

from local.engine import process
from local.home import ACCOUNT, PROJECT, Home
from tests.support.engines import an_engine, free_port, kill
from tests.support.eventually import eventually
from tests.support.functions import called, deployed
from tests.support.sockets import bound


@pytest.fixture
def home(tmp_path) -> Iterator[Home]:
    with an_engine(tmp_path) as home:
        yield home


def test_starting_a_running_engine_changes_nothing(engine: Home) -> None:
    before = process.status(engine).pid
    assert process.start(engine) == before


def test_a_start_that_was_interrupted_is_waited_for_by_the_next_one(home: Home) -> None:
    process.stop(home)
    environment = {**os.environ, "ONESTOP_HOME": str(home.root), "ONESTOP_PORT": str(home.port)}
    subprocess.Popen([sys.executable, "-m", "local.engine"], cwd=PROJECT, env=environment)
    under_way = eventually(lambda: process.find(home))

    assert process.start(home) == under_way.pid
    assert home.client("sts").get_caller_identity()["Account"] == ACCOUNT


def test_the_status_tells_of_the_engine_and_its_workers(engine: Home) -> None:
    called(engine, deployed(engine, "def handler(e, c): return e"))
    status = process.status(engine)
    assert status.workers >= 1
    assert min(status.memory, status.workers_memory) > 0
    assert status.uptime_seconds > 0


def test_a_stopped_engine_has_no_status_and_stopping_it_again_is_nothing(home: Home) -> None:
    assert process.stop(home)
    assert process.status(home) is None
    assert not process.stop(home)


def test_a_pid_file_that_outlived_its_engine_does_no_harm(home: Home) -> None:
    kill(home)
    assert home.pid.exists()
    assert process.status(home) is None
    assert process.start(home)


def test_a_pid_file_that_names_another_program_does_no_harm(tmp_path) -> None:
    home = Home(tmp_path, free_port())
    home.pid.write_text("1")
    assert process.find(home) is None
    assert not process.stop(home)


def test_a_taken_port_is_an_error_that_names_who_has_it(tmp_path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        home = Home(tmp_path, other.getsockname()[1])
        with pytest.raises(process.EngineError, match=rf"port {home.port} is taken by .*python.*ONESTOP_PORT"):
            process.start(home)


def test_an_engine_that_cannot_start_shows_its_last_words(home: Home) -> None:
    process.stop(home)
    (home.state / "engine.snapshot").write_bytes(b"no snapshot at all")
    with pytest.raises(process.EngineError, match="UnpicklingError"):
        process.start(home)


def test_two_systems_run_side_by_side(engine: Home, tmp_path) -> None:
    with an_engine(tmp_path) as other:
        engine.client("sqs").create_queue(QueueName="mine")
        assert not other.client("sqs").list_queues().get("QueueUrls")


def test_only_loopback_is_ever_bound(engine: Home) -> None:
    called(engine, deployed(engine, "def handler(e, c): return e"))
    running = process.find(engine)
    eventually(running.children)
    assert [(address.ip, address.port) for address in bound(running)] == [("127.0.0.1", engine.port)]
