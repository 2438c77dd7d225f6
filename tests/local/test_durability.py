"""What survives a killed engine. One engine holds a little of everything, is killed once, and is asked for it all."""

import re
import uuid
from collections.abc import Iterator

import psutil
import pytest
import requests
from botocore.exceptions import BotoCoreError, ClientError

from local.engine import process
from local.home import Home
from tests.local import keepsakes
from tests.support.engines import an_engine, kill
from tests.support.eventually import eventually
from tests.support.functions import called


def saved(home: Home) -> None:
    """Wait until everything up to now is on the disk."""
    marker = uuid.uuid4().hex
    home.client("ssm").put_parameter(Name="/marker", Value=marker, Type="String", Overwrite=True)
    file = home.state / "engine.snapshot"
    eventually(lambda: file.exists() and marker.encode() in file.read_bytes())


@pytest.fixture(scope="module", params=["0.2", "600"], ids=["checkpoints", "journal"])
def before(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[keepsakes.Before]:
    """The killed and restarted engine, and what it showed before; with many checkpoints, and with none."""
    with an_engine(tmp_path_factory.mktemp("killed"), ONESTOP_CHECKPOINT_SECONDS=request.param) as home:
        kept = keepsakes.made(home)
        kill(home)
        process.start(home)
        yield kept


@pytest.mark.parametrize("what", keepsakes.SHOWN)
def test_it_is_as_it_was(before: keepsakes.Before, what: str) -> None:
    assert before.shown[what]
    assert keepsakes.SHOWN[what](before.home) == before.shown[what]


def test_a_function_runs(before: keepsakes.Before) -> None:
    assert called(before.home, before.echo, "still here") == "still here"


def test_a_message_in_the_hands_of_a_dead_receiver_is_visible_again(before: keepsakes.Before) -> None:
    assert keepsakes.taken(before.home, "held") == ["held"]


def test_a_delayed_message_keeps_its_delay(before: keepsakes.Before) -> None:
    assert keepsakes.taken(before.home, "later") == []


def test_a_stream_record_that_was_not_delivered_is_delivered(before: keepsakes.Before) -> None:
    keepsakes.repair(before.home, before.broken_relay)
    eventually(lambda: "undelivered" in keepsakes.taken(before.home, "from-broken"))


def test_a_stream_record_that_was_delivered_is_not_delivered_again(before: keepsakes.Before) -> None:
    keepsakes.put(before.home, "well", "second")
    eventually(lambda: keepsakes.taken(before.home, "from-well") == ["second"])


def test_an_accepted_event_whose_run_was_cut_off_runs_again(before: keepsakes.Before) -> None:
    eventually(lambda: "task" in keepsakes.taken(before.home, "from-task"))


def test_a_start_says_what_it_had_to_repeat(tmp_path) -> None:
    with an_engine(tmp_path, ONESTOP_CHECKPOINT_SECONDS="600") as home:
        home.client("sqs").create_queue(QueueName="kept")
        kill(home)
        process.start(home)
        assert re.match(r"recovered \d+ writes", home.recovered or "")


def test_an_engine_that_was_stopped_properly_has_nothing_to_repeat(tmp_path) -> None:
    with an_engine(tmp_path) as home:
        keepsakes.a_table(home, "kept")
        process.stop(home)
        process.start(home)
        assert home.recovered is None


def test_a_disk_that_takes_no_more_refuses_the_write_and_keeps_what_was_acknowledged(tmp_path) -> None:
    with an_engine(tmp_path) as home:
        keepsakes.a_table(home, "full")
        keepsakes.put(home, "full", "before" * 300)
        # The journal is beyond this already, the log is not.
        process.find(home).rlimit(psutil.RLIMIT_FSIZE, (1500, 1500))
        with pytest.raises((ClientError, BotoCoreError)):
            keepsakes.put(home, "full", "refused")
        eventually(lambda: process.find(home) is None)
        assert "The journal cannot be written, so the engine stops" in home.log.read_text()
        process.start(home)
        assert keepsakes.keys(home, "full") == {"before" * 300}


def test_an_emptied_engine_stays_empty(tmp_path) -> None:
    with an_engine(tmp_path, ONESTOP_CHECKPOINT_SECONDS="600") as home:
        keepsakes.a_table(home, "emptied")
        requests.post(f"{home.address}/_ministack/reset", timeout=10)
        kill(home)
        process.start(home)
        assert home.client("dynamodb").list_tables()["TableNames"] == []


def test_an_engine_that_is_only_asked_writes_nothing(tmp_path) -> None:
    with an_engine(tmp_path) as home:
        keepsakes.a_table(home, "asked")
        saved(home)
        written = (home.state / "engine.snapshot").stat().st_ino
        for _ in range(50):
            home.client("dynamodb").list_tables()
        assert (home.state / "engine.snapshot").stat().st_ino == written


def test_a_reset_forgets_everything(tmp_path) -> None:
    with an_engine(tmp_path) as home:
        keepsakes.a_table(home, "forgotten")
        process.reset(home)
        process.start(home)
        assert home.client("dynamodb").list_tables()["TableNames"] == []


def test_a_clean_stop_keeps_everything_without_waiting_for_a_checkpoint(tmp_path) -> None:
    with an_engine(tmp_path, ONESTOP_CHECKPOINT_SECONDS="600") as home:
        keepsakes.a_table(home, "kept")
        keepsakes.put(home, "kept", "1")
        process.stop(home)
        process.start(home)
        assert keepsakes.keys(home, "kept") == {"1"}
