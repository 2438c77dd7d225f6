"""The template infra/observability.yaml as a whole."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from infra.contracts.sources import FUNCTIONS, Capability
from infra.observability import alarms, budget, dashboards, queries, sagas
from infra.observability.watched import Watched, watched

Json = dict[str, Any]
ABOUT = "observability: dashboards, alarms and log queries, generated from the stacks by `make contracts`"


def build(capabilities: Iterable[Capability]) -> Json:
    """The template for these capabilities; the root passes the names of what each holds as one list."""
    found = list(capabilities)
    seen = [watched(each.name, each.stack, FUNCTIONS / each.name / "stack.yaml") for each in found]
    return {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Description": ABOUT,
        "Parameters": _parameters(seen),
        "Conditions": {"Budgeted": {"Fn::Not": [{"Fn::Equals": [{"Ref": "MonthlyBudget"}, "0"]}]}},
        "Resources": {
            **dict(_dashboards(found, seen)),
            **{name: resource for each in seen for name, resource in _alarms(each)},
            **{_id("", alarm): alarms.resource(alarm) for alarm in _of_house()},
            **queries.resources(_log_groups(seen)),
            "Budget": budget.resource(),
        },
    }


def _parameters(seen: Sequence[Watched]) -> Json:
    shared = {name: {"Type": "String"} for name in ("Stage", "AlarmTopic", "MonthlyBudget")}
    return {**shared, **{each.stack: {"Type": "String"} for each in seen}}


def _dashboards(found: Sequence[Capability], seen: Sequence[Watched]) -> Iterator[tuple[str, Json]]:
    lights = [*(f"onestop-${{Stage}}-{each.name}" for each in seen), *map(alarms.full_name, _of_house())]
    yield "HouseDashboard", dashboards.of_house(seen, lights)
    for capability, each in zip(found, seen, strict=True):
        yield f"{each.stack}Dashboard", dashboards.of_capability(each, capability.about, _names(each))


def _of_house() -> Iterator[alarms.Alarm]:
    yield from alarms.of_house()
    yield from sagas.alarms()


def _alarms(each: Watched) -> Iterator[tuple[str, Json]]:
    for alarm in alarms.of_capability(each):
        yield _id(each.stack, alarm), alarms.resource(alarm, each.name)
    light = alarms.combined(_names(each), each.name)
    yield f"{each.stack}Alarm", {**light, "DependsOn": [_id(each.stack, alarm) for alarm in alarms.of_capability(each)]}


def _names(each: Watched) -> list[str]:
    return [alarms.full_name(alarm, each.name) for alarm in alarms.of_capability(each)]


def _id(stack: str, alarm: alarms.Alarm) -> str:
    return stack + "".join(word.capitalize() for word in alarm.name.split("-")) + "Alarm"


def _log_groups(seen: Sequence[Watched]) -> Iterator[str]:
    for each in seen:
        for function in each.functions:
            yield f"/onestop/${{Stage}}/{each.name}/{function.removeprefix(each.stack).lower()}"
