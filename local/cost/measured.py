"""What the bench has measured of each operation, and what AWS would count of it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Any

from local.cost.usage import Usage

RESULTS = Path(__file__).parents[2] / "bench/results/latest.json"
GB = 2**30
CHUNK = 64 * 1024  # what EventBridge and SQS bill as one
VCPU = 1769  # MB of memory with which a Lambda has one whole processor: AWS Lambda Developer Guide, "Memory"


class NotMeasured(Exception):
    """The bench was not run, or has not measured this operation."""


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What no laptop can measure.

    `megabytes` is what the templates give the functions; `processor` how long the processor of a Lambda takes in
    comparison with the one measured on; `call_ms` how long a call to another service takes, of which only one at a
    time is waited for; `cold` the share of invocations that start cold, which then take `cold_ms` more.
    """

    megabytes: float
    processor: float
    call_ms: Mapping[str, float]
    cold: float
    cold_ms: float

    def milliseconds(self, cpu_us: float, calls: Mapping[str, int]) -> float:
        """The billed duration of one invocation on average."""
        share = min(1.0, self.megabytes / VCPU)
        waited = sum(number * self.call_ms.get(name, self.call_ms["other"]) for name, number in calls.items())
        return cpu_us / 1000 * self.processor / share + waited + self.cold * self.cold_ms


@dataclass(frozen=True, slots=True)
class Operation:
    """One line of the results' section `units`."""

    handler: str
    calls: Mapping[str, int]
    read_units: float
    write_units: float
    index_units: float
    events: int
    event_bytes: int
    answer_bytes: int
    log_bytes: int
    cpu_us: float

    def milliseconds(self, given: Assumptions) -> float:
        return given.milliseconds(self.cpu_us, self.calls)

    def usage(self, given: Assumptions) -> Usage:
        """One invocation and what it uses; what its events set off is not in it."""
        gateway = self.handler.endswith(".api.app")
        return Usage(
            gateway_requests=1 if gateway else 0,
            lambda_requests=1,
            lambda_gb_seconds=given.megabytes / 1024 * self.milliseconds(given) / 1000,
            read_units=self.read_units,
            write_units=self.write_units + self.index_units,
            signatures=self.calls.get("kms:Sign", 0),
            log_gb=self.log_bytes / GB,
            out_gb=self.answer_bytes / GB if gateway else 0,
        )


def measured(results: Mapping[str, Any], name: str) -> Operation:
    """The operation `<capability>: <name>`. Raises `NotMeasured`."""
    capability, _, operation = name.partition(": ")
    try:
        found = results["units"]["operations"][capability][operation]
    except KeyError:
        raise NotMeasured(f"The bench has not measured “{name}”. `make bench` measures everything anew.") from None
    return Operation(**{field: found[field] for field in Operation.__slots__})


def results(path: Path = RESULTS) -> dict[str, Any]:
    """All that was measured last. Raises `NotMeasured` where nothing was."""
    if not path.exists():
        raise NotMeasured("Nothing was measured yet: `make bench PARTS=units`.")
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def chunks(size: float) -> int:
    """How many events or messages one of `size` bytes is billed as."""
    return max(1, ceil(size / CHUNK))
