"""Python Lambdas on the engine behave as on AWS, within the means of a laptop."""

from concurrent.futures import ThreadPoolExecutor

import psutil

from local.engine import process
from local.home import Home
from tests.support.engines import an_engine
from tests.support.eventually import eventually
from tests.support.functions import called, deployed, zipped

ECHO = "def handler(event, context): return event"
COUNTING = """
    import os
    calls = 0
    def handler(event, context):
        global calls
        calls += 1
        if event == "fail":
            raise LookupError("nobody of this name")
        return {"pid": os.getpid(), "calls": calls}
"""


def test_the_event_reaches_the_handler_and_the_result_comes_back(engine: Home) -> None:
    event = {"text": "你好 \u2028 \x00", "number": 1.5, "list": [None, True]}
    assert called(engine, deployed(engine, ECHO), event) == event


def test_an_exception_keeps_its_class_name_and_the_worker_stays_warm(engine: Home) -> None:
    name = deployed(engine, COUNTING)
    before = called(engine, name)
    error = called(engine, name, "fail")
    after = called(engine, name)
    assert (error["errorType"], error["errorMessage"]) == ("LookupError", "nobody of this name")
    assert after == {"pid": before["pid"], "calls": 3}


def test_a_slow_function_is_stopped_at_its_timeout(engine: Home) -> None:
    name = deployed(engine, "import time\ndef handler(e, c): print('started'); time.sleep(60)", Timeout=1)
    error = called(engine, name)
    assert error["errorType"] == "Sandbox.Timedout"
    assert error["errorMessage"].endswith("Task timed out after 1.00 seconds")


def test_a_function_that_exits_is_reported_and_the_next_call_gets_a_new_worker(engine: Home) -> None:
    name = deployed(engine, "import os\ndef handler(e, c): return os._exit(3) if e else 'well'")
    assert called(engine, name, "die")["errorType"] == "Runtime.ExitError"
    assert called(engine, name) == "well"


def test_a_module_that_cannot_be_imported_is_an_error_of_that_name(engine: Home) -> None:
    error = called(engine, deployed(engine, "import nowhere_to_be_found"))
    assert error["errorType"] == "ModuleNotFoundError"


def test_a_result_that_is_no_json_is_an_error_and_not_a_dead_worker(engine: Home) -> None:
    assert called(engine, deployed(engine, "def handler(e, c): return {1, 2}"))["errorType"] == "TypeError"


def test_a_chatty_function_does_not_block(engine: Home) -> None:
    name = deployed(engine, "def handler(e, c):\n  for _ in range(5000): print('x' * 100)\n  return 'done'")
    assert called(engine, name) == "done"


def test_calls_beyond_the_limit_wait_for_a_worker(engine: Home) -> None:
    code = "import os, time\ndef handler(e, c): time.sleep(0.2); return os.getpid()"
    name = deployed(engine, code, Timeout=10)
    with ThreadPoolExecutor(8) as callers:
        pids = set(callers.map(lambda _: called(engine, name), range(8)))
    assert len(pids) <= 2


def test_an_idle_worker_ends_also_the_first_one(tmp_path) -> None:
    with an_engine(tmp_path, ONESTOP_WORKER_IDLE_SECONDS="0.3") as home:
        called(home, deployed(home, ECHO))
        eventually(lambda: process.status(home).workers == 0)


def test_many_functions_do_not_keep_more_workers_than_allowed(tmp_path) -> None:
    with an_engine(tmp_path, ONESTOP_WORKERS="2") as home:
        for name in [deployed(home, ECHO) for _ in range(5)]:
            called(home, name)
        assert process.status(home).workers <= 2


def test_workers_die_with_a_killed_engine_even_while_they_work(tmp_path) -> None:
    with an_engine(tmp_path) as home, ThreadPoolExecutor(1) as caller:
        name = deployed(home, "import time\ndef handler(e, c): time.sleep(60)", Timeout=70)
        home.client("lambda").invoke(FunctionName=name, InvocationType="Event")
        workers = eventually(lambda: process.status(home).workers and process.find(home).children())
        process.find(home).kill()
        caller.submit(psutil.wait_procs, workers, timeout=10).result()
        assert not any(worker.is_running() for worker in workers)


def test_a_worker_sees_its_own_environment_and_nothing_of_the_host(tmp_path) -> None:
    code = "import os\ndef handler(e, c): return dict(os.environ)"
    with an_engine(tmp_path, HOST_SECRET="s3cret", AWS_SECRET_ACCESS_KEY="real") as home:
        seen = called(home, deployed(home, code, Environment={"Variables": {"CUSTOMERS_TABLE": "t"}}))
    assert seen["AWS_ENDPOINT_URL"] == home.address
    assert seen["CUSTOMERS_TABLE"] == "t"
    assert not {"s3cret", "real"} & set(seen.values())


def test_the_context_knows_the_function_and_the_time_that_is_left(engine: Home) -> None:
    code = """
        def handler(event, context):
            left = context.get_remaining_time_in_millis()
            return [context.function_name, context.memory_limit_in_mb, 0 < left <= 7000, context.aws_request_id]
    """
    name = deployed(engine, code, Timeout=7, MemorySize=256)
    answer = called(engine, name)
    assert answer[:3] == [name, "256", True]
    assert answer[3]


def test_new_code_replaces_the_warm_worker(engine: Home) -> None:
    name = deployed(engine, "def handler(e, c): return 'old'")
    assert called(engine, name) == "old"
    fresh = zipped({"main.py": "def handler(e, c): return 'new'"})
    engine.client("lambda").update_function_code(FunctionName=name, ZipFile=fresh)
    assert called(engine, name) == "new"
