"""The dashboards: one of the house, one for each capability. Three widgets in a row."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from infra.observability import sagas
from infra.observability.metrics import Metric, of_function, of_gateway, of_queue, of_table, own
from infra.observability.watched import Watched

Json = dict[str, Any]
WIDTH, HEIGHT, IN_A_ROW = 8, 6, 3
DEPTH, AGE = "ApproximateNumberOfMessagesVisible", "ApproximateAgeOfOldestMessage"
ALARM = "arn:${AWS::Partition}:cloudwatch:${AWS::Region}:${AWS::AccountId}:alarm:"


def of_house(capabilities: Sequence[Watched], alarms: Iterable[str]) -> Json:
    """The dashboard onestop-<stage>: the entrance, then each capability beside the others."""
    links = " · ".join(f"[{each.name}](#dashboards:name=onestop-${{Stage}}-{each.name})" for each in capabilities)
    widgets = [_alarms(alarms), *_entrance(), *_compared(capabilities), *_sagas(), _charges()]
    variables = {name: value for each in capabilities for name, value in each.variables().items()}
    return _dashboard("onestop-${Stage}", f"# OneStop, ${{Stage}}\n{links}", widgets, variables)


def of_capability(each: Watched, about: str, alarms: Iterable[str]) -> Json:
    """The dashboard onestop-<stage>-<capability>."""
    title = f"# {each.name}\n{about}"
    widgets = [_alarms(alarms), *_requests(each), *_events(each), *_functions(each), *_table(each)]
    return _dashboard(f"onestop-${{Stage}}-{each.name}", title, widgets, each.variables())


def _entrance() -> list[Json]:
    return [
        _graph("Requests", [of_gateway("Count", label="requests")]),
        _graph("Errors", [of_gateway("4XXError", label="refused"), of_gateway("5XXError", label="failed")]),
        _graph("Latency", [of_gateway("Latency", "p50", "p50"), of_gateway("Latency", "p99", "p99")]),
    ]


def _sagas() -> list[Json]:
    return [
        _graph("Sagas begun", sagas.started()),
        _graph("Sagas that need somebody", sagas.in_need()),
        _graph("Sagas p99, ms", sagas.lasting()),
    ]


def _compared(capabilities: Sequence[Watched]) -> list[Json]:
    doors = [each for each in capabilities if each.has_api]
    relays = [each for each in capabilities if each.relay]
    inboxes = [each for each in capabilities if each.inbox]
    return [
        _graph("Requests by capability", [own(each, "Requests", label=each.name) for each in doors]),
        _graph("Faults by capability", [own(each, "Faults", label=each.name) for each in doors]),
        _graph("Latency p99 by capability", [own(each, "Duration", "p99", each.name) for each in doors]),
        _graph("Events published", [own(each, "EventsPublished", label=each.name) for each in relays]),
        _graph("Events consumed", [own(each, "EventsConsumed", label=each.name) for each in inboxes]),
        _graph("Oldest event, seconds", [of_queue(each, str(each.inbox), AGE, each.name) for each in inboxes]),
        _graph("Dead letters", [of_queue(each, queue, DEPTH, f"{each.name} {queue}")
                                for each in capabilities for queue in each.failures]),
        _graph("Throttles", [of_function(each, function, "Throttles", label=function)
                             for each in capabilities for function in each.functions]),
    ]  # fmt: skip


def _requests(each: Watched) -> list[Json]:
    if not each.has_api:
        return []
    return [
        _graph("Requests", [own(each, "Requests"), own(each, "Faults")]),
        _graph("Latency, ms", [own(each, "Duration", "p50", "p50"), own(each, "Duration", "p99", "p99")]),
    ]


def _events(each: Watched) -> list[Json]:
    names = ["EventsPublished"] * bool(each.relay) + ["EventsConsumed", "EventsFailed"] * bool(each.inbox)
    late = [of_queue(each, each.inbox, AGE, "inbox, s")] if each.inbox else []
    late += [of_function(each, each.relay, "IteratorAge", "Maximum", "stream, ms")] if each.relay else []
    shown = [
        _graph("Events", [own(each, name) for name in names]),
        _graph("How late events are", late),
        _graph("Waiting and dead letters", [of_queue(each, queue, DEPTH) for queue in each.queues]),
    ]
    return [widget for widget in shown if widget["properties"]["metrics"]]


def _functions(each: Watched) -> list[Json]:
    def graph(title: str, name: str, stat: str = "Sum") -> Json:
        return _graph(title, [of_function(each, function, name, stat, function) for function in each.functions])

    return [
        graph("Calls", "Invocations"),
        graph("Failed calls", "Errors"),
        graph("Throttled calls", "Throttles"),
        graph("Duration p99, ms", "Duration", "p99"),
        graph("At the same time", "ConcurrentExecutions", "Maximum"),
    ]


def _table(each: Watched) -> list[Json]:
    paid = ("ConsumedReadCapacityUnits", "ConsumedWriteCapacityUnits")
    refused = ("ReadThrottleEvents", "WriteThrottleEvents")
    return [
        _graph(title, [of_table(each, table, name) for name in names])
        for table in each.tables
        for title, names in (("Cost: units of the table", paid), ("Throttled by the table", refused))
    ]


def _charges() -> Json:
    """What AWS expects the month to cost; it tells that in one region only, for the whole account."""
    charged = Metric("AWS/Billing", "EstimatedCharges", "Currency", "USD", "Maximum", "this month, USD")
    widget = _graph("Cost of the account", [charged])
    return {**widget, "properties": {**widget["properties"], "region": "us-east-1", "period": 21600}}


def _graph(title: str, metrics: Iterable[Metric]) -> Json:
    shown = {"title": title, "region": "${AWS::Region}", "view": "timeSeries", "period": 60}
    return {"type": "metric", "properties": {**shown, "metrics": [metric.row() for metric in metrics]}}


def _alarms(names: Iterable[str]) -> Json:
    return {"type": "alarm", "properties": {"title": "Alarms", "alarms": [ALARM + name for name in names]}}


def _dashboard(name: str, title: str, widgets: Sequence[Json], variables: Json) -> Json:
    heading = {"type": "text", "x": 0, "y": 0, "width": WIDTH * IN_A_ROW, "height": 2}
    placed = [{**heading, "properties": {"markdown": title}}, *map(_placed, range(len(widgets)), widgets)]
    lines = ",\n".join(json.dumps(each, ensure_ascii=False) for each in placed)
    text = f'{{"widgets": [\n{lines}\n]}}'
    said = {"DashboardName": {"Fn::Sub": name}, "DashboardBody": {"Fn::Sub": [text, variables]}}
    return {"Type": "AWS::CloudWatch::Dashboard", "Properties": said}


def _placed(number: int, widget: Json) -> Json:
    row, column = divmod(number, IN_A_ROW)
    return {**widget, "x": column * WIDTH, "y": 2 + row * HEIGHT, "width": WIDTH, "height": HEIGHT}
