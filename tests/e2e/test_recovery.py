"""What survives a stop, and a kill in the middle of an import."""

import csv
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.support.engines import free_port
from tests.support.eventually import eventually
from tests.support.running import ONESTOP, ROOT, Client, Running
from tests.support.sockets import bound

pytestmark = pytest.mark.embedded


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A system of its own, which these tests may kill."""
    running = Running(tmp_path_factory.mktemp("other"), free_port())
    running.onestop("up")
    yield running
    running.onestop("down")


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five hundred customers in a file."""
    path = tmp_path_factory.mktemp("files") / "people.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["id", "name", "email"])
        rows.writerows([n, f"Person {n} 号", f"person-{n}@example.org"] for n in range(500))
    return path


def imported(client: Client) -> list[str]:
    """The external ids of the file that are there, as often as they are there."""
    found, cursor = [], ""
    while cursor is not None:
        page = client("GET", f"/customers?limit=200{cursor and '&cursor=' + cursor}").json()
        found += [each["externalIds"]["people"] for each in page["data"] if "people" in each["externalIds"]]
        cursor = page["page"]["next"]
    return found


def more_than(count: int, client: Client) -> list[str] | None:
    """What is imported once it is more than that, and so acknowledged."""
    found = imported(client)
    return found if len(found) > count else None


def engine_of(system: Running) -> psutil.Process:
    return psutil.Process(int((system.home / "engine.pid").read_text()))


def test_only_loopback_is_bound(other: Running) -> None:
    assert {address.ip for address in bound(engine_of(other))} == {"127.0.0.1"}


def test_a_kill_in_the_middle_of_an_import_loses_no_row_that_was_there(other: Running, people: Path) -> None:
    command = [str(ONESTOP), "import", "customers", str(people)]
    running = subprocess.Popen(
        command, env=other.environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT
    )
    seen = eventually(lambda: more_than(100, other.admin), within=60)
    engine_of(other).send_signal(signal.SIGKILL)
    assert running.wait(timeout=120) != 0, "an import whose system is gone has to say so"

    assert "recovered" in other.onestop("up").stdout
    assert set(imported(other.admin)) >= set(seen)


def test_what_was_written_before_the_kill_is_delivered_after_it(other: Running) -> None:
    done = eventually(lambda: (d := other.onestop("ledger", check=False)).returncode == 0 and d.stdout, within=90)

    assert "lost 0" in str(done)


def test_an_import_that_was_killed_is_finished_by_the_next_one(other: Running, people: Path) -> None:
    other.onestop("import", "customers", str(people))

    assert sorted(imported(other.admin), key=int) == [str(n) for n in range(500)]


def test_a_stop_keeps_everything_and_the_second_start_is_quick(other: Running) -> None:
    before = imported(other.admin)
    other.onestop("down")
    started = time.monotonic()
    other.onestop("up")

    assert imported(Client(other.url, other.token("admin"))) == before
    print(f"second start: {time.monotonic() - started:.1f} s")
