"""A flood at one function's door: it waits for its own workers, and never has anybody else's."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from local.engine import process
from local.home import Home
from tests.support.engines import an_engine
from tests.support.eventually import eventually
from tests.support.functions import called, deployed
from tests.support.gateways import published

FLOOD = 40
SLOW = "import os, time\ndef handler(e, c): time.sleep(0.2); return os.getpid()"
QUICK = "import os\ndef handler(e, c): return os.getpid()"


@pytest.fixture
def narrow(tmp_path) -> Iterator[Home]:
    """An engine with room for four workers, two of a function."""
    with an_engine(tmp_path, ONESTOP_WORKERS="4") as home:
        yield home


def test_a_flooded_function_has_its_own_workers_and_its_neighbours_answer(narrow: Home) -> None:
    slow, neighbours = deployed(narrow, SLOW, Timeout=20), [deployed(narrow, QUICK) for _ in range(3)]
    with ThreadPoolExecutor(FLOOD) as callers:
        flood = [callers.submit(called, narrow, slow) for _ in range(FLOOD)]
        eventually(lambda: any(each.done() for each in flood))
        theirs = {called(narrow, each) for each in neighbours}
        waited = sum(not each.done() for each in flood)
        own = {each.result() for each in flood}

    assert waited > 0, "the neighbours were answered while the flood still stood at the door"
    assert len(own) == 2
    assert len(theirs) == 3
    assert not own & theirs


def test_a_worker_that_answers_a_flood_is_never_ended_for_a_neighbour(narrow: Home) -> None:
    slow, neighbours = deployed(narrow, SLOW, Timeout=20), [deployed(narrow, QUICK) for _ in range(6)]
    with ThreadPoolExecutor(FLOOD) as callers:
        flood = [callers.submit(called, narrow, slow) for _ in range(FLOOD)]
        for each in neighbours:
            called(narrow, each)
        assert all(isinstance(each.result(), int) for each in flood)

    assert process.status(narrow).workers <= 4


def test_who_waits_at_the_gateway_costs_the_engine_no_thread(narrow: Home) -> None:
    slow = deployed(narrow, SLOW.replace("return os.getpid()", "return {'statusCode': 200, 'body': ''}"), Timeout=20)
    published(narrow, slow, "/slow")
    before = process.find(narrow).num_threads()
    with ThreadPoolExecutor(FLOOD) as callers:
        flood = [callers.submit(requests.get, f"{narrow.address}/v1/slow", timeout=60) for _ in range(FLOOD)]
        eventually(lambda: any(each.done() for each in flood))
        during = process.find(narrow).num_threads()
        assert {each.result().status_code for each in flood} == {200}

    assert during - before < FLOOD / 2
