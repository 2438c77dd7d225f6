"""What is billed, as amounts that can be added up and multiplied."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Self


@dataclass(frozen=True, slots=True)
class Usage:
    """Amounts by the names that prices.toml has for them: requests, calls, units, GB."""

    gateway_requests: float = 0
    lambda_requests: float = 0
    lambda_gb_seconds: float = 0
    read_units: float = 0
    write_units: float = 0
    events: float = 0
    archive_gb: float = 0
    queue_requests: float = 0
    transitions: float = 0
    express_requests: float = 0
    express_gb_seconds: float = 0
    signatures: float = 0
    log_gb: float = 0
    out_gb: float = 0

    def __add__(self, other: Self) -> "Usage":
        return Usage(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))

    def __mul__(self, times: float) -> "Usage":
        return Usage(*(getattr(self, each.name) * times for each in fields(self)))

    def amounts(self) -> dict[str, float]:
        """By name, without what is not used."""
        return {each.name: value for each in fields(self) if (value := getattr(self, each.name))}


def total(usages: Iterable[Usage]) -> Usage:
    """All of them together."""
    return sum(usages, Usage())
