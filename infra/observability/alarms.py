"""The alarms of a capability and of the house. Each says what it means and which runbook mends it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from infra.observability.metrics import OWN
from infra.observability.watched import Watched

Json = dict[str, Any]
RUNBOOKS = "docs/runbooks"
SLOW_MS, LATE_SECONDS, BEHIND_MS = 2000, 300, 300_000
DEAD = {
    "InboxFailures": ("An event could not be consumed after five tries", "inbox-failures.md"),
    "RelayFailures": ("A written event could not be published", "relay-failures.md"),
}


@dataclass(frozen=True)
class Alarm:
    """When `stat` of the metric exceeds `above` for so many minutes; `runbook` is page#part."""

    name: str
    means: str
    runbook: str
    namespace: str
    metric: str
    dimensions: tuple[tuple[str, Any], ...]
    stat: str = "Sum"
    above: float = 0
    minutes: int = 1


def of_capability(each: Watched) -> Iterator[Alarm]:
    """What can go wrong in a capability that has what this one has."""
    yield from _requests(each)
    yield from _lateness(each)
    yield from _dead_letters(each)
    yield from _functions(each)
    yield from _tables(each)


def of_house() -> Iterator[Alarm]:
    """What only the entrance sees: errors of the gateway itself."""
    api = (("ApiName", {"Fn::Sub": "onestop-${Stage}"}),)
    yield Alarm(
        "gateway-errors", "The gateway answers with 5xx", "gateway.md", "AWS/ApiGateway", "5XXError", api, minutes=3
    )


def _requests(each: Watched) -> Iterator[Alarm]:
    by = (("service", each.name),)
    if each.has_api:
        yield Alarm("faults", "The API answered with 5xx", "faults.md", OWN, "Faults", by)
        means = "One request in a hundred takes more than 2 s"
        yield Alarm("slow", means, "slow.md", OWN, "Duration", by, "p99", SLOW_MS, 5)


def _lateness(each: Watched) -> Iterator[Alarm]:
    if each.inbox:
        means, page, metric = "The oldest event has waited for 5 minutes", "the-inbox", "ApproximateAgeOfOldestMessage"
        yield Alarm("late-events", means, f"late-events.md#{page}", "AWS/SQS", metric, _queue(each, each.inbox),
                    "Maximum", LATE_SECONDS, 5)  # fmt: skip
    if each.relay:
        means, page = "What was written 5 minutes ago is not published", "the-stream"
        yield Alarm("late-stream", means, f"late-events.md#{page}", "AWS/Lambda", "IteratorAge",
                    _function(each, each.relay), "Maximum", BEHIND_MS, 5)  # fmt: skip


def _dead_letters(each: Watched) -> Iterator[Alarm]:
    for queue in each.failures:
        name = "-".join(re.findall("[A-Z][a-z]+", queue)).lower()
        means, runbook = DEAD.get(queue, ("Something could not be delivered", "inbox-failures.md"))
        yield Alarm(
            name, means, runbook, "AWS/SQS", "ApproximateNumberOfMessagesVisible", _queue(each, queue), "Maximum"
        )


def _functions(each: Watched) -> Iterator[Alarm]:
    """Refusing is the authorizer's work, and what a saga lives by: no failure, though Lambda counts it as one."""
    for function in each.functions:
        door = function.removeprefix(each.stack).lower()
        if door == "saga":
            means, by = f"{function} could not do its task", (("service", each.name),)
            yield Alarm("task-faults", means, "sagas.md#a-task-has-failed", OWN, "TaskFaults", by)
        elif door != "authorizer":
            yield Alarm(
                f"{door}-errors",
                f"{function} failed or ran out of time",
                "function-errors.md",
                "AWS/Lambda",
                "Errors",
                _function(each, function),
                minutes=3,
            )
        yield Alarm(
            f"{door}-throttles",
            f"{function} was refused a worker",
            "throttles.md#the-functions",
            "AWS/Lambda",
            "Throttles",
            _function(each, function),
            minutes=3,
        )


def _tables(each: Watched) -> Iterator[Alarm]:
    for table in each.tables:
        for what in ("Read", "Write"):
            yield Alarm(
                f"{_prefix(table)}{what.lower()}-throttles",
                f"The table refuses to {what.lower()}",
                "throttles.md#the-table",
                "AWS/DynamoDB",
                f"{what}ThrottleEvents",
                (("TableName", each.physical(table)),),
                minutes=3,
            )


def _prefix(table: str) -> str:
    """What tells the alarms of a second table from those of the first: `sandbox-` of `SandboxTable`."""
    other = table.removesuffix("Table").lower()
    return f"{other}-" if other else ""


def _queue(each: Watched, queue: str) -> tuple[tuple[str, Any], ...]:
    return (("QueueName", each.physical(queue)),)


def _function(each: Watched, function: str) -> tuple[tuple[str, Any], ...]:
    return (("FunctionName", each.physical(function)),)


def full_name(alarm: Alarm, capability: str = "") -> str:
    """`onestop-<stage>-customers-faults`, still with the variable of the stage."""
    return "-".join(part for part in ("onestop-${Stage}", capability, alarm.name) if part)


def resource(alarm: Alarm, capability: str = "") -> Json:
    """The alarm as CloudFormation takes it. Silence is no breach: a capability may rest."""
    said = {
        "AlarmName": {"Fn::Sub": full_name(alarm, capability)},
        "AlarmDescription": f"{capability or 'house'}: {alarm.means}. Runbook: {RUNBOOKS}/{alarm.runbook}",
        "Namespace": alarm.namespace,
        "MetricName": alarm.metric,
        "Dimensions": [{"Name": name, "Value": value} for name, value in alarm.dimensions],
        **({"ExtendedStatistic": alarm.stat} if alarm.stat.startswith("p") else {"Statistic": alarm.stat}),
        "Period": 60,
        "EvaluationPeriods": alarm.minutes,
        "DatapointsToAlarm": alarm.minutes,
        "Threshold": alarm.above,
        "ComparisonOperator": "GreaterThanThreshold",
        "TreatMissingData": "notBreaching",
        "AlarmActions": [{"Ref": "AlarmTopic"}],
    }
    return {"Type": "AWS::CloudWatch::Alarm", "Properties": said}


def combined(names: Sequence[str], capability: str) -> Json:
    """In alarm while any of the capability's is: one light for each on the dashboard of the house.

    It tells nobody: each of its children does, and a light that is on already would keep the second one quiet.
    """
    said = {
        "AlarmName": {"Fn::Sub": f"onestop-${{Stage}}-{capability}"},
        "AlarmDescription": f"{capability}: one of its alarms rings. Runbook: {RUNBOOKS}/README.md",
        "AlarmRule": {"Fn::Sub": " OR ".join(f'ALARM("{name}")' for name in names)},
    }
    return {"Type": "AWS::CloudWatch::CompositeAlarm", "Properties": said}
