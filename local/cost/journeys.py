"""What people do, taken apart into the invocations that AWS bills: requests, authorizer, sagas, relays, consumers."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from local.cost import conducting
from local.cost.measured import GB, Assumptions, Operation, chunks, measured
from local.cost.usage import Usage, total

JOURNEYS = Path(__file__).parents[2] / "bench/journeys.toml"
POLLED = 2  # SQS requests for a batch that is worked off: it is received, and deleted
LISTENERS = frozenset({"consumers", "turns", "timeouts"})  # doors that take messages


@dataclass(frozen=True, slots=True)
class Work:
    """Invocations of one function: how many for one journey, how long each takes, what each uses.

    `events` is how many events each of them leaves behind, `entries` how many events it takes in.
    """

    function: str
    table: str
    times: float
    milliseconds: float
    usage: Usage
    events: float = 0
    entries: int = 0


@dataclass(frozen=True)
class Model:
    """bench/journeys.toml with what was measured of the operations that it names."""

    said: Mapping[str, Any]
    results: Mapping[str, Any]

    @property
    def assumptions(self) -> Assumptions:
        given = self.said["assumptions"]
        return Assumptions(**{name: given[name] for name in Assumptions.__slots__})

    def names(self) -> list[str]:
        return list(self.said["journeys"])

    def about(self, journey: str) -> str:
        return str(self.said["journeys"][journey]["about"])

    def is_modelled(self, journey: str) -> bool:
        """Whether its steps stand for those of a capability that is not there yet."""
        return any("table" in step for step in self.steps(journey))

    def steps(self, journey: str) -> list[Mapping[str, Any]]:
        """What is done, and before it what is done in the journeys that it goes on from (`after`)."""
        said = self.said["journeys"][journey]
        return [*(step for name in said.get("after", ()) for step in self.steps(name)), *said["steps"]]

    def partitions(self) -> list[Mapping[str, Any]]:
        return list(self.said["partitions"])

    def operation(self, name: str) -> Operation:
        """What was measured of `<capability>: <name>`. Raises `NotMeasured`."""
        return measured(self.results, name)

    def work(self, journey: str) -> list[Work]:
        """Every invocation that one journey causes, at once and afterwards. Raises `NotMeasured`."""
        requests = [self._step(step) for step in self.steps(journey)]
        asked = sum(each.times for each in requests if each.usage.gateway_requests)
        return [*requests, self._authorizer(asked), *map(self._step, self.tasks(journey)), *self._following(journey)]

    def usage(self, journey: str) -> Usage:
        """What one journey uses."""
        own = Usage(transitions=sum(map(conducting.transitions, self.sagas(journey))))
        return total([own, *(each.usage * each.times for each in self.work(journey))])

    def sagas(self, journey: str) -> list[str]:
        """The sagas that it sets off."""
        return list(self.said["journeys"][journey].get("sagas", ()))

    def tasks(self, journey: str) -> list[Mapping[str, Any]]:
        """The tasks of these sagas, as steps."""
        return [self._task(*each) for saga in self.sagas(journey) for each in conducting.tasks(saga)]

    def express(self, journey: str) -> Usage:
        """What its sagas would use as express workflows instead of their transitions, without what they ask for."""
        overhead, memory = (self.said["assumptions"][name] for name in ("transition_ms", "express_megabytes"))
        durations = [
            sum(overhead + self._step(self._task(*each)).milliseconds for each in conducting.tasks(saga))
            for saga in self.sagas(journey)
        ]
        return total(conducting.express(each, memory) for each in durations)

    def _task(self, capability: str, task: str) -> Mapping[str, Any]:
        """The operation that was measured of a task; where there are several, the first. Raises `NotMeasured`."""
        known = self.results["units"]["operations"].get(capability, {})
        name = next((each for each in known if each.split(",")[0] == f"task {task}"), f"task {task}")
        return {"of": f"{capability}: {name}", "times": 1}

    def _step(self, step: Mapping[str, Any]) -> Work:
        operation = self.operation(step["of"])
        table = _table(step, operation)
        work = self._work(operation, f"{table}.{_door(operation)}", table, step["times"])
        if _door(operation) in LISTENERS:  # a message that comes alone: one is sent, received, deleted
            work = replace(work, usage=work.usage + Usage(queue_requests=1 + POLLED), entries=1)
        return replace(work, events=operation.events)

    def _authorizer(self, requests: float) -> Work:
        operation = self.operation(self.said["events"]["authorizer"])
        times = requests * self.said["assumptions"]["authorized"]
        function = operation.handler.removesuffix(".handler")
        return self._work(operation, function, function.partition(".")[0], times)

    def _following(self, journey: str) -> Iterator[Work]:
        """What the events of a journey set off: relays, the bus, and the inboxes of those who hear of everything."""
        for table, number, size in self._events(journey):
            yield self._relay(table, number, size)
            for inbox in [*self.said["events"]["heard_by"], *self.said["journeys"][journey].get("heard_by", ())]:
                yield self._inbox(inbox, number, size)

    def _relay(self, table: str, number: float, size: float) -> Work:
        takes = self.said["events"]["relay_takes"]
        bus = Usage(events=takes * chunks(size), archive_gb=takes * size / GB)
        relay = self._work(self.operation(self.said["events"]["relay"]), f"{table}.relay", table, number / takes)
        return replace(relay, usage=relay.usage + bus)

    def _inbox(self, inbox: Mapping[str, Any], number: float, size: float) -> Work:
        name, takes = inbox["table"], inbox["takes"]
        queue = Usage(queue_requests=takes * chunks(size) + POLLED)
        consumer = self._work(self.operation(inbox["of"]), f"{name}.consumers", name, number / takes)
        return replace(consumer, usage=consumer.usage + queue, entries=takes)

    def _events(self, journey: str) -> Iterator[tuple[str, float, float]]:
        """Table, number and size in bytes of the events of each step."""
        for step in (*self.steps(journey), *self.tasks(journey)):
            operation = self.operation(step["of"])
            if operation.events:
                yield (
                    _table(step, operation),
                    operation.events * step["times"],
                    operation.event_bytes / operation.events,
                )

    def _work(self, operation: Operation, function: str, table: str, times: float) -> Work:
        given = self.assumptions
        return Work(function, table, times, operation.milliseconds(given), operation.usage(given))


def _table(step: Mapping[str, Any], operation: Operation) -> str:
    """The capability that a step stands for: the one that was measured, unless it says another."""
    return str(step.get("table", operation.handler.partition(".")[0]))


def _door(operation: Operation) -> str:
    """`saga` of `orders.saga.handler`."""
    return operation.handler.split(".")[1]


def model(results: Mapping[str, Any], path: Path = JOURNEYS) -> Model:
    """The journeys of the file, over these results."""
    return Model(tomllib.loads(path.read_text("utf-8")), results)
