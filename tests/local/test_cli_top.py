"""`onestop top`: what was measured in a window, and how it is shown."""

import io
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3
import pytest
from rich.console import Console

from local.measuring import Window, functions_of, last_window, measured
from local.places import Aws
from local.system import System
from local.top import frame, table

NOW = datetime(2026, 11, 22, 9, 30, 47, tzinfo=UTC)


class Desk(System):
    """A system of two capabilities whose measurements are in moto."""

    def __init__(self, urls: dict[str, str], root: Any) -> None:
        super().__init__(Aws(root), "prod")
        names = "desk-api,desk-relay,desk-table,inbox,failures"
        self._said = {"desk": {"Names": names, "TableName": "desk-table", **urls}, "door": {"Names": "door-api"}}

    def outputs(self) -> dict[str, dict[str, str]]:
        return self._said


@pytest.fixture
def desk(aws: None, tmp_path: Any) -> Desk:
    sqs = boto3.client("sqs")
    inbox, failures = (sqs.create_queue(QueueName=name)["QueueUrl"] for name in ("inbox", "failures"))
    sqs.send_message(QueueUrl=failures, MessageBody="{}")
    return Desk({"InboxUrl": inbox, "InboxFailuresUrl": failures, "RelayFailuresUrl": failures}, tmp_path)


def note(name: str, value: float, namespace: str = "OneStop", **dimensions: str) -> None:
    said = [{"Name": key, "Value": text} for key, text in (dimensions or {"service": "desk"}).items()]
    datum = {"MetricName": name, "Value": value, "Timestamp": NOW - timedelta(seconds=80), "Dimensions": said}
    boto3.client("cloudwatch").put_metric_data(Namespace=namespace, MetricData=[datum])


def shown(what: Any) -> str:
    console = Console(width=160, file=io.StringIO(), no_color=True)
    console.print(what)
    return console.file.getvalue()


def test_aws_is_asked_for_the_minute_of_which_everything_has_arrived(desk: Desk) -> None:
    window = last_window(desk, NOW)
    assert (window.start, window.end) == (NOW.replace(minute=28, second=0), NOW.replace(minute=29, second=0))


def test_rates_are_per_second_and_only_of_what_a_capability_has(desk: Desk) -> None:
    window = Window(NOW.replace(second=0), 60)
    for _ in range(3):
        note("Requests", 20)
    note("EventsPublished", 6)
    [found, door] = measured(desk, window)
    assert (found.requests, found.published, found.faults) == (1.0, 0.1, 0)
    assert (found.waiting, found.dead) == (0, 2)
    assert (door.requests, door.published, door.waiting, door.dead) == (0, None, None, None)


def test_throttles_and_workers_are_those_of_all_functions_of_a_capability(desk: Desk) -> None:
    for name in ("desk-api", "desk-relay", "door-api"):
        note("Throttles", 2, "AWS/Lambda", FunctionName=name)
        note("ConcurrentExecutions", 3, "AWS/Lambda", FunctionName=name)
    [found, door] = measured(desk, Window(NOW.replace(second=0), 60))
    assert ((found.throttles, found.workers), (door.throttles, door.workers)) == ((4, 6), (2, 3))


def test_functions_are_the_names_that_are_neither_table_nor_queue(desk: Desk) -> None:
    assert functions_of(desk.outputs()["desk"]) == ["desk-api", "desk-relay"]


def test_a_capability_is_a_line_and_what_it_does_not_have_is_a_dash(desk: Desk) -> None:
    note("Requests", 60)
    text = shown(table(measured(desk, Window(NOW.replace(second=0), 60))))
    lines = [line.split() for line in text.splitlines()]
    assert lines[1] == ["desk", "1.0", "0.0", "–", "–", "0.0", "0.0", "–", "0", "2", "0", "0"]
    assert lines[2][6:10] == ["–", "–", "–", "–"]


def test_a_frame_says_what_it_shows_and_when(desk: Desk) -> None:
    assert "onestop-prod  measured from" in shown(frame(desk, NOW))
