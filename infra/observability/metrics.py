"""Metrics as CloudWatch names them, each in the shape in which widgets and alarms ask for it."""

from dataclasses import dataclass

from infra.observability.watched import Watched

OWN = "OneStop"  # the namespace of what our own code measures, by `service`


@dataclass(frozen=True)
class Metric:
    """One series: a metric of one thing. `of` is the dimension's value, text or the variable of a physical name."""

    namespace: str
    name: str
    dimension: str
    of: str
    stat: str = "Sum"
    label: str = ""

    def row(self) -> list[object]:
        """As a line of a dashboard's widget."""
        shown = {"stat": self.stat, "label": self.label or self.name}
        return [self.namespace, self.name, self.dimension, self.of, shown]


def own(capability: Watched, name: str, stat: str = "Sum", label: str = "") -> Metric:
    """What the doors of a capability measure themselves."""
    return Metric(OWN, name, "service", capability.name, stat, label)


def of_function(capability: Watched, function: str, name: str, stat: str = "Sum", label: str = "") -> Metric:
    said = label or f"{name} {function}"
    return Metric("AWS/Lambda", name, "FunctionName", f"${{{capability.variable(function)}}}", stat, said)


def of_queue(capability: Watched, queue: str, name: str, label: str = "") -> Metric:
    """Queues are gauges: the most that was seen counts."""
    return Metric("AWS/SQS", name, "QueueName", f"${{{capability.variable(queue)}}}", "Maximum", label or queue)


def of_table(capability: Watched, table: str, name: str) -> Metric:
    return Metric("AWS/DynamoDB", name, "TableName", f"${{{capability.variable(table)}}}", "Sum", name)


def of_gateway(name: str, stat: str = "Sum", label: str = "") -> Metric:
    """The house's one API, called onestop-<stage>."""
    return Metric("AWS/ApiGateway", name, "ApiName", "onestop-${Stage}", stat, label)
