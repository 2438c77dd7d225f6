"""The busiest day over the measured operations: concurrency, units, queues, the hottest partition, and the bill."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from local.cost.day import Queue, arrivals, concurrency, headroom, queued
from local.cost.journeys import Model, Work
from local.cost.usage import Usage, total

CONSUMERS = ".consumers"


@dataclass(frozen=True, slots=True)
class Load:
    """A day: service requests and messages in all, the busiest minute as a multiple of the mean.

    `share` is what of it belongs to the biggest tenant; `concurrency` is what the account may run at once.
    """

    requests: float = 10e6
    messages: float = 300e6
    peak: float = 12
    share: float = 0.2
    concurrency: float = 1000


@dataclass(frozen=True, slots=True)
class Function:
    """A function in the busiest minute: invocations a second, how long each takes, how many run at once."""

    name: str
    rate: float
    milliseconds: float
    mean: float
    p99: float


@dataclass(frozen=True, slots=True)
class Day:
    """What the day comes to. Rates are those of the busiest minute, a second; `queues` are by consumer."""

    functions: list[Function]
    tables: dict[str, tuple[float, float]]
    partitions: dict[str, float]
    queues: dict[str, Queue]
    usage: Usage
    asked: dict[str, float]


def simulated(model: Model, load: Load) -> Day:
    """The busiest day. Raises `NotMeasured` where the bench has not measured an operation."""
    works = list(_merged(_works(model, load)))
    curve = arrivals(1.0, load.peak)
    busiest = max(curve) / 60
    functions = [_function(work, busiest) for work in works]
    partitions = _partitions(model, load, works, busiest)
    tables = _tables(works, busiest)
    return Day(
        functions, tables, partitions, _queues(works, curve, load.concurrency),
        total(work.usage * work.times for work in works), _asked(works, functions, tables, partitions, busiest),
    )  # fmt: skip


def _works(model: Model, load: Load) -> Iterable[Work]:
    for journey, number in (("request", load.requests), ("message", load.messages)):
        if number:
            yield from (replace(work, times=work.times * number) for work in model.work(journey))


def _merged(works: Iterable[Work]) -> Iterable[Work]:
    """One entry for each function: its invocations added up, the rest their weighted mean."""
    groups: dict[str, list[Work]] = defaultdict(list)
    for work in works:
        groups[work.function].append(work)
    for function, group in sorted(groups.items()):
        times = sum(work.times for work in group)
        shares = [(work, work.times / times) for work in group]
        yield Work(
            function, group[0].table, times, sum(work.milliseconds * share for work, share in shares),
            total(work.usage * share for work, share in shares), sum(work.events * share for work, share in shares),
            group[0].entries,
        )  # fmt: skip


def _function(work: Work, busiest: float) -> Function:
    rate = work.times * busiest
    mean = concurrency(rate, work.milliseconds)
    return Function(work.function, rate, work.milliseconds, mean, headroom(mean))


def _tables(works: Iterable[Work], busiest: float) -> dict[str, tuple[float, float]]:
    """Read and write units a second of each table, the writes of its indexes included."""
    units: dict[str, tuple[float, float]] = {}
    for work in works:
        read, write = units.get(work.table, (0.0, 0.0))
        rate = work.times * busiest
        units[work.table] = (read + rate * work.usage.read_units, write + rate * work.usage.write_units)
    return units


def _partitions(model: Model, load: Load, works: list[Work], busiest: float) -> dict[str, float]:
    """Write units a second of the biggest tenant on one shard of each list by time."""
    events = sum(work.times * work.events for work in works)
    numbers = {"event": events, "request": load.requests, "message": load.messages}
    return {
        each["key"]: numbers[each["every"]] * busiest * load.share * _units(model, each) for each in model.partitions()
    }


def _units(model: Model, partition: Any) -> float:
    return model.operation(partition["of"]).index_units / float(partition["indexes"])


def _queues(works: list[Work], curve: list[float], limit: float) -> dict[str, Queue]:
    """The inboxes over the day: consumers get what the others leave of the concurrency, each by its need."""
    waiting = [work for work in works if work.function.endswith(CONSUMERS)]
    prompt = _seconds(work for work in works if not work.function.endswith(CONSUMERS))
    left = [max(0.0, limit - prompt * part / 60) for part in [*curve, 0.0]]
    needed = _seconds(waiting)
    shares = {work.function: _seconds([work]) / needed for work in waiting}
    return {work.function: _queue(work, curve, [each * shares[work.function] for each in left]) for work in waiting}


def _queue(work: Work, curve: list[float], running: list[float]) -> Queue:
    """`running` is how many of its consumers may run at once in each minute; messages, not batches, are counted."""
    messages = work.times * work.entries
    a_minute = 60_000 / work.milliseconds * work.entries
    return queued([messages * part for part in curve], [each * a_minute for each in running])


def _seconds(works: Iterable[Work]) -> float:
    """Seconds of functions at work in the whole day."""
    return sum(work.times * work.milliseconds / 1000 for work in works)


def _asked(
    works: list[Work],
    functions: list[Function],
    tables: dict[str, tuple[float, float]],
    partitions: dict[str, float],
    busiest: float,
) -> dict[str, float]:
    """What the quotas are asked for, by the names of their measures."""
    used = total(work.usage * work.times for work in works)
    heard = sum(work.times * work.entries for work in works)
    return {
        "requests": used.gateway_requests * busiest,
        "concurrency": sum(function.p99 for function in functions),
        "table_reads": max((read for read, _ in tables.values()), default=0.0),
        "table_writes": max((write for _, write in tables.values()), default=0.0),
        "partition_writes": max(partitions.values()),
        "put_events": sum(function.rate for function in functions if function.name.endswith(".relay")),
        "deliveries": heard * busiest,
    }
