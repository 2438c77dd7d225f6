"""What a function prints is in CloudWatch, with the platform's lines around it."""

import base64
import re

from local.home import Home
from tests.support.functions import called, deployed

SPEAKING = "def handler(event, context): print('said', event)"


def streams(home: Home, name: str) -> list[str]:
    found = home.client("logs").describe_log_streams(logGroupName=f"/aws/lambda/{name}")
    return [stream["logStreamName"] for stream in found["logStreams"]]


def lines(home: Home, name: str) -> list[str]:
    events = home.client("logs").filter_log_events(logGroupName=f"/aws/lambda/{name}")["events"]
    return [event["message"] for event in events]


def test_the_calls_of_one_worker_share_a_stream(engine: Home) -> None:
    name = deployed(engine, SPEAKING)
    for number in range(3):
        called(engine, name, number)
    assert len(streams(engine, name)) == 1
    assert [line for line in lines(engine, name) if "said" in line] == ["said 0", "said 1", "said 2"]


def test_the_report_tells_time_and_memory_of_this_function(engine: Home) -> None:
    name = deployed(engine, SPEAKING, MemorySize=256)
    called(engine, name)
    start, said, end, report = lines(engine, name)
    assert (start.split()[0], said, end.split()[0]) == ("START", "said None", "END")
    numbers = re.findall(r"(Duration|Memory Size|Max Memory Used|Init Duration): ([\d.]+) M?m?", report)
    assert dict(numbers)["Memory Size"] == "256"
    assert 0 < int(dict(numbers)["Max Memory Used"]) < 100


def test_what_is_printed_during_the_import_is_logged_once(engine: Home) -> None:
    name = deployed(engine, "print('imported')\n" + SPEAKING)
    called(engine, name)
    called(engine, name)
    assert lines(engine, name).count("imported") == 1


def test_the_stack_of_an_exception_is_logged(engine: Home) -> None:
    name = deployed(engine, "def handler(event, context): raise KeyError('colour')")
    called(engine, name)
    assert "KeyError: 'colour'" in lines(engine, name)


def test_the_log_comes_with_the_answer_if_asked_for(engine: Home) -> None:
    name = deployed(engine, SPEAKING)
    answer = engine.client("lambda").invoke(FunctionName=name, LogType="Tail", Payload=b"7")
    assert "said 7" in base64.b64decode(answer["LogResult"]).decode()
