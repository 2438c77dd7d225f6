"""What a system measured of itself a moment ago, from CloudWatch and SQS; the same calls on every engine."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from local.places import Embedded
from local.redriving import depth
from local.system import System

Series = tuple[str, str, str, str, str]  # namespace, metric, dimension, its value, statistic
_AT_ONCE = 500  # queries that one call takes


@dataclass(frozen=True)
class Window:
    """The period that is looked at: the last one that is over, and of which everything has arrived."""

    end: datetime
    seconds: int

    @property
    def start(self) -> datetime:
        return self.end - timedelta(seconds=self.seconds)


@dataclass(frozen=True)
class Measured:
    """One capability in one window. Rates are per second, times in ms, ages in s; None is what it does not have."""

    capability: str
    requests: float
    faults: float
    p50: float | None
    p99: float | None
    published: float | None
    consumed: float | None
    oldest: float | None
    waiting: int | None
    dead: int | None
    throttles: float
    workers: float


def last_window(system: System, now: datetime) -> Window:
    """Ten seconds on this machine's own engine; elsewhere the minute before the last, since AWS gathers slowly."""
    seconds, late = (10, 0) if isinstance(system.place, Embedded) else (60, 60)
    end = datetime.fromtimestamp(now.timestamp() // seconds * seconds - late, now.tzinfo)
    return Window(end, seconds)


def measured(system: System, window: Window) -> list[Measured]:
    """Every capability in the window; queues as they are now. Raises NotThere."""
    wanted = {name: dict(_series(name, said)) for name, said in sorted(system.outputs().items())}
    values = _values(system, {each for series in wanted.values() for each in series.values()}, window)
    found = {name: {key: values.get(each) for key, each in series.items()} for name, series in wanted.items()}
    return [_one(system, name, seen, window) for name, seen in found.items()]


def _series(capability: str, said: Mapping[str, str]) -> Iterator[tuple[str, Series]]:
    for key, metric, stat in (
        ("requests", "Requests", "Sum"), ("faults", "Faults", "Sum"), ("p50", "Duration", "p50"),
        ("p99", "Duration", "p99"), ("published", "EventsPublished", "Sum"), ("consumed", "EventsConsumed", "Sum"),
    ):  # fmt: skip
        yield key, ("OneStop", metric, "service", capability, stat)
    if "InboxUrl" in said:
        yield "oldest", ("AWS/SQS", "ApproximateAgeOfOldestMessage", "QueueName", _queue(said["InboxUrl"]), "Maximum")
    for function in functions_of(said):
        yield f"throttles {function}", ("AWS/Lambda", "Throttles", "FunctionName", function, "Sum")
        yield f"workers {function}", ("AWS/Lambda", "ConcurrentExecutions", "FunctionName", function, "Maximum")


def functions_of(said: Mapping[str, str]) -> list[str]:
    """The functions among the names that a stack lists: what is neither its table nor one of its queues."""
    others = {said.get("TableName"), *(_queue(value) for name, value in said.items() if name.endswith("Url"))}
    return [name for name in said.get("Names", "").split(",") if name and name not in others]


def _queue(url: str) -> str:
    return url.rsplit("/", 1)[-1]


def _values(system: System, wanted: set[Series], window: Window) -> dict[Series, float]:
    """The value of each series in the window; a series of which nothing was measured is missing."""
    cloudwatch, found, asked = system.client("cloudwatch"), {}, sorted(wanted)
    for start in range(0, len(asked), _AT_ONCE):
        part = asked[start : start + _AT_ONCE]
        queries = [_query(number, series, window.seconds) for number, series in enumerate(part)]
        pages = cloudwatch.get_paginator("get_metric_data").paginate(
            MetricDataQueries=queries, StartTime=window.start, EndTime=window.end
        )
        for each in (result for page in pages for result in page["MetricDataResults"]):
            if each["Values"]:
                found[part[int(each["Id"][1:])]] = float(each["Values"][0])
    return found


def _query(number: int, series: Series, seconds: int) -> dict[str, Any]:
    namespace, name, dimension, value, stat = series
    metric = {"Namespace": namespace, "MetricName": name, "Dimensions": [{"Name": dimension, "Value": value}]}
    return {"Id": f"q{number}", "MetricStat": {"Metric": metric, "Period": seconds, "Stat": stat}}


def _one(system: System, name: str, values: Mapping[str, float | None], window: Window) -> Measured:
    said = system.outputs()[name]
    rates = {key: (values[key] or 0) / window.seconds for key in ("requests", "faults", "published", "consumed")}
    sqs, dead = system.client("sqs"), [url for key, url in said.items() if key.endswith("FailuresUrl")]
    return Measured(
        capability=name,
        requests=rates["requests"],
        faults=rates["faults"],
        p50=values["p50"],
        p99=values["p99"],
        published=rates["published"] if "RelayFailuresUrl" in said else None,
        consumed=rates["consumed"] if "InboxUrl" in said else None,
        oldest=values.get("oldest"),
        waiting=depth(sqs, said["InboxUrl"]) if "InboxUrl" in said else None,
        dead=sum(depth(sqs, url) for url in dead) if dead else None,
        throttles=_total(values, "throttles "),
        workers=_total(values, "workers "),
    )


def _total(values: Mapping[str, float | None], prefix: str) -> float:
    return sum(value or 0 for key, value in values.items() if key.startswith(prefix))
