"""What is watched of the sagas: that none fails, takes for ever, or waits for somebody who does not know of it."""

from collections.abc import Iterator
from typing import Any

from infra.observability.alarms import Alarm
from infra.observability.metrics import OWN, Metric
from infra.sagas.machines import machines

STATES = "AWS/States"
_ARN = "arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:stateMachine:onestop-${Stage}-"
_REGISTER = "orders"  # the capability that notes which sagas are parked
_ENDS = {
    "ExecutionsFailed": ("failed", "An execution has failed, which none of its ways foresees"),
    "ExecutionsTimedOut": ("timed-out", "An execution has come to the end of its time"),
}


def alarms() -> Iterator[Alarm]:
    """That a saga is parked, which rings again each day until it is resumed, and that a machine itself failed."""
    by = (("service", _REGISTER),)
    yield Alarm("sagas-parked", "A saga cannot go on by itself", "sagas.md#a-saga-is-parked", OWN, "SagasParked", by)
    for each in machines():
        arn: tuple[tuple[str, Any], ...] = (("StateMachineArn", {"Fn::Sub": f"{_ARN}{each.name}"}),)
        for metric, (end, means) in _ENDS.items():
            yield Alarm(f"sagas-{each.name}-{end}", means, "sagas.md#an-execution-has-failed", STATES, metric, arn)


def started() -> list[Metric]:
    """How many of each saga have begun."""
    return [_of(each.name, "ExecutionsStarted", each.name) for each in machines()]


def in_need() -> list[Metric]:
    """Those that need somebody."""
    parked = Metric(OWN, "SagasParked", "service", _REGISTER, label="parked")
    return [parked, *(_of(each.name, "ExecutionsFailed", f"{each.name} failed") for each in machines())]


def lasting() -> list[Metric]:
    """How long one in a hundred takes, ms; those that were parked are among them."""
    return [Metric(STATES, "ExecutionTime", "StateMachineArn", f"{_ARN}{each.name}", "p99", each.name)
            for each in machines()]  # fmt: skip


def _of(saga: str, metric: str, label: str) -> Metric:
    return Metric(STATES, metric, "StateMachineArn", f"{_ARN}{saga}", label=label)
