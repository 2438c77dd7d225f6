"""What watches the system watches all of it, asks for what is really measured, and says what to do."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from infra.observability import alarms, queries
from infra.observability.watched import Watched, watched
from tests.support import stacks
from tests.support.house import OBSERVABILITY, Resource, everywhere, in_template, target

# What AWS measures of its own and we look at; the names are those of its documentation.
AWS = {
    "AWS/Lambda": {"Invocations", "Errors", "Throttles", "Duration", "ConcurrentExecutions", "IteratorAge"},
    "AWS/SQS": {"ApproximateNumberOfMessagesVisible", "ApproximateAgeOfOldestMessage"},
    "AWS/DynamoDB": {"ConsumedReadCapacityUnits", "ConsumedWriteCapacityUnits", "ReadThrottleEvents",
                     "WriteThrottleEvents"},
    "AWS/ApiGateway": {"Count", "4XXError", "5XXError", "Latency"},
    "AWS/Billing": {"EstimatedCharges"},
    "AWS/States": {"ExecutionsStarted", "ExecutionsFailed", "ExecutionsTimedOut", "ExecutionTime"},
}  # fmt: skip
DASHBOARDS = list(in_template(OBSERVABILITY, "AWS::CloudWatch::Dashboard"))
ALARMS = list(in_template(OBSERVABILITY, "AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm"))
THINGS = everywhere("AWS::Serverless::Function", "AWS::DynamoDB::Table", "AWS::SQS::Queue")


def stack_of(name: str) -> str:
    return "".join(part.capitalize() for part in re.split("[-_]", name))


def capability(name: str) -> Watched:
    return watched(name, stack_of(name), stacks.ROOT / f"functions/{name}/stack.yaml")


def body(dashboard: Resource) -> dict[str, Any]:
    text, _ = dashboard.properties["DashboardBody"]["Fn::Sub"]
    shown: dict[str, Any] = json.loads(text)
    return shown


def rows(dashboard: Resource) -> list[list[Any]]:
    return [row for widget in body(dashboard)["widgets"] for row in widget["properties"].get("metrics", ())]


def measured() -> Iterator[str]:
    """The names of the metrics that our code adds."""
    for path in [*stacks.ROOT.glob("functions/**/*.py"), *stacks.ROOT.glob("layers/onestop/**/*.py")]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "metrics.add_metric":
                yield ast.literal_eval(node.args[0])


def asked(namespace: str) -> set[str]:
    """The metrics of a namespace that a widget or an alarm asks for."""
    shown = {row[1] for dashboard in DASHBOARDS for row in rows(dashboard) if row[0] == namespace}
    watched_for = [alarm.properties for alarm in ALARMS if alarm.properties.get("Namespace") == namespace]
    return shown | {said["MetricName"] for said in watched_for}


@pytest.mark.parametrize("thing", THINGS, ids=str)
def test_every_function_table_and_queue_is_on_the_dashboard_of_its_capability(thing: Resource) -> None:
    each = capability(thing.capability)
    [dashboard] = [found for found in DASHBOARDS if found.name == f"{each.stack}Dashboard"]
    assert f"${{{each.variable(thing.name)}}}" in {row[3] for row in rows(dashboard)}


@pytest.mark.parametrize("thing", [each for each in THINGS if each.name.endswith("Failures")], ids=str)
def test_somebody_is_told_when_a_dead_letter_queue_has_a_message(thing: Resource) -> None:
    name = capability(thing.capability).physical(thing.name)
    [alarm] = [each.properties for each in ALARMS if {"Name": "QueueName", "Value": name} in dimensions(each)]
    assert (alarm["Threshold"], alarm["TreatMissingData"], alarm["Period"]) == (0, "notBreaching", 60)
    assert alarm["AlarmActions"] == [{"Ref": "AlarmTopic"}]


def dimensions(alarm: Resource) -> list[Any]:
    return alarm.properties.get("Dimensions", [])


@pytest.mark.parametrize("name", stacks.capabilities())
def test_a_stack_names_what_it_holds_in_the_order_in_which_it_is_asked(name: str) -> None:
    _, listed = stacks.template(f"functions/{name}/stack.yaml")["Outputs"]["Names"]["Value"]["Fn::Join"]
    assert tuple(target(each) for each in listed) == capability(name).resources


def test_each_own_metric_that_is_asked_for_is_measured_and_the_other_way_round() -> None:
    with_a_neighbour = {"NeighbourFailures", "NeighbourSkipped"}  # nobody has one yet
    assert set(measured()) - with_a_neighbour == asked("OneStop")


@pytest.mark.parametrize("namespace", AWS)
def test_metrics_of_aws_are_called_as_aws_calls_them(namespace: str) -> None:
    assert asked(namespace) <= AWS[namespace]


@pytest.mark.parametrize("dashboard", DASHBOARDS, ids=str)
def test_every_variable_of_a_dashboard_has_a_value_and_every_widget_a_place(dashboard: Resource) -> None:
    text, values = dashboard.properties["DashboardBody"]["Fn::Sub"]
    assert set(re.findall(r"\${(\w+)}", text)) - {"Stage"} <= values.keys()
    places = [(widget["x"], widget["y"]) for widget in body(dashboard)["widgets"]]
    assert len(places) == len(set(places))


@pytest.mark.parametrize("alarm", ALARMS, ids=str)
def test_an_alarm_names_a_runbook_that_is_there_and_the_part_of_it(alarm: Resource) -> None:
    page, _, part = alarm.properties["AlarmDescription"].rpartition("Runbook: ")[2].partition("#")
    text = (stacks.ROOT / page).read_text("utf-8")
    headings = [line.lstrip("# ").lower().replace(" ", "-") for line in text.splitlines() if line.startswith("## ")]
    assert not part or part in headings


def test_every_runbook_belongs_to_an_alarm() -> None:
    pages = {
        Path(page) for alarm in ALARMS for page in re.findall(r"docs/\S+\.md", alarm.properties["AlarmDescription"])
    }
    there = {path.relative_to(stacks.ROOT) for path in (stacks.ROOT / alarms.RUNBOOKS).glob("*.md")}
    assert there == pages | {Path(alarms.RUNBOOKS, "budget.md")}


@pytest.mark.parametrize("query", queries.QUERIES.values(), ids=queries.QUERIES)
def test_a_saved_query_asks_for_lines_that_are_written(query: str) -> None:
    code = "".join(path.read_text("utf-8") for path in stacks.ROOT.glob("layers/onestop/**/*.py"))
    assert [word for word in re.findall(r'message = "([^"]+)"', query) if f'"{word}"' not in code] == []


def test_the_saved_queries_look_into_the_log_of_every_function() -> None:
    groups = {each.properties["LogGroupName"]["Fn::Sub"] for each in everywhere("AWS::Logs::LogGroup")}
    of_aws = {name for name in groups if name.startswith(("/onestop/${Stage}/gateway", "/onestop/${Stage}/sagas/"))}
    for query in in_template(OBSERVABILITY, "AWS::Logs::QueryDefinition"):
        assert {each["Fn::Sub"] for each in query.properties["LogGroupNames"]} == groups - of_aws


@pytest.mark.parametrize("function", everywhere("AWS::Serverless::Function"), ids=str)
def test_every_call_is_traced(function: Resource) -> None:
    assert function.properties["Tracing"] == "Active"
