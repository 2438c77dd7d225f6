"""What AWS measures of functions and queues, and how it answers for rates and percentiles."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from local.engine.corrections import measures
from local.home import Home
from tests.support.eventually import eventually
from tests.support.functions import called, deployed

NOTHING = "def handler(event, context): pass"
FAILS = "def handler(event, context): raise ValueError"
LASTS = """
    import json

    def handler(event, context):
        group = {"Namespace": "Slow", "Dimensions": [["service"]], "Metrics": [{"Name": "Took"}]}
        print(json.dumps({"_aws": {"Timestamp": 1, "CloudWatchMetrics": [group]}, "service": "slow", "Took": event}))
"""


def asked(home: Home, namespace: str, name: str, stat: str, **dimensions: str) -> float | None:
    """One statistic of the last minutes; None where nothing was measured."""
    said = [{"Name": key, "Value": value} for key, value in dimensions.items()]
    metric = {"Namespace": namespace, "MetricName": name, "Dimensions": said}
    now = datetime.now(UTC)
    [found] = home.client("cloudwatch").get_metric_data(
        MetricDataQueries=[{"Id": "m", "MetricStat": {"Metric": metric, "Period": 86400, "Stat": stat}}],
        StartTime=now - timedelta(minutes=5), EndTime=now + timedelta(minutes=1),
    )["MetricDataResults"]  # fmt: skip
    return found["Values"][-1] if found["Values"] else None


def queue(home: Home, name: str) -> str:
    return str(home.client("sqs").create_queue(QueueName=name)["QueueUrl"])


def test_a_percentile_is_that_of_the_single_values(engine: Home) -> None:
    called(engine, deployed(engine, LASTS), list(range(1, 101)))
    assert eventually(lambda: asked(engine, "Slow", "Took", "p99", service="slow")) == pytest.approx(99, abs=0.5)
    assert asked(engine, "Slow", "Took", "p50", service="slow") == pytest.approx(50.5)
    assert asked(engine, "Slow", "Took", "SampleCount", service="slow") == 100


def test_a_call_is_measured_whoever_calls(engine: Home) -> None:
    name, url = deployed(engine, NOTHING), queue(engine, "calls-measured")
    arn = f"arn:aws:sqs:us-east-1:000000000000:{url.rsplit('/', 1)[1]}"
    engine.client("lambda").create_event_source_mapping(FunctionName=name, EventSourceArn=arn)
    called(engine, name)
    engine.client("sqs").send_message(QueueUrl=url, MessageBody=json.dumps({}))
    eventually(lambda: asked(engine, "AWS/Lambda", "Invocations", "Sum", FunctionName=name) == 2)
    assert asked(engine, "AWS/Lambda", "ConcurrentExecutions", "Maximum", FunctionName=name) == 1


def test_a_failed_call_is_an_error_and_no_throttle(engine: Home) -> None:
    name = deployed(engine, FAILS)
    called(engine, name)
    assert asked(engine, "AWS/Lambda", "Errors", "Sum", FunctionName=name) == 1
    assert asked(engine, "AWS/Lambda", "Throttles", "Sum", FunctionName=name) == 0


def test_a_waiting_message_makes_its_queue_older(engine: Home) -> None:
    url, name = queue(engine, "waits-long"), "ApproximateAgeOfOldestMessage"
    engine.client("sqs").send_message(QueueUrl=url, MessageBody="{}")
    eventually(lambda: (asked(engine, "AWS/SQS", name, "Maximum", QueueName="waits-long") or 0) > 0.2)
    depth = asked(engine, "AWS/SQS", "ApproximateNumberOfMessagesVisible", "Maximum", QueueName="waits-long")
    assert depth == 1


def noted(*values: int) -> list[dict[str, Any]]:
    """The points that values of one second make."""
    points: list[dict[str, Any]] = []
    for value in values:
        measures.add(points, {"Timestamp": 1_000_000.5, "Value": value})
    return points


def test_equal_values_of_a_second_are_one_point_with_a_count() -> None:
    assert [(point["Value"], point.get("Count", 1)) for point in noted(1, 1, 1, 2)] == [(1, 3), (2, 1)]


def test_a_busy_metric_keeps_its_last_thousands_of_points() -> None:
    points = noted(*range(3 * measures.VALUES_PER_METRIC))
    assert measures.VALUES_PER_METRIC <= len(points) <= 2 * measures.VALUES_PER_METRIC
    assert points[-1]["Value"] == 3 * measures.VALUES_PER_METRIC - 1
