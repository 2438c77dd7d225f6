"""Calls and units: what each operation of each capability uses, counted, and how that grows with the customers.

Every route, relay, consumer, task and the authorizer is used once on moto, in one process, after everything that a
process does only once. Units are computed as DynamoDB bills them from what went over the wire, bytes are measured.
CPU is then taken in a second process: the same event into the same handler, many times, against a stub that gives the
answers which moto gave.
"""

from rich.table import Table

from bench.parts import Say, Section
from bench.units import showing
from bench.units.hearing import LogMeter


def measure(say: Say) -> Section:
    """Count, then time."""
    with LogMeter().on() as log:
        from bench.units.counting import counted  # noqa: PLC0415  the loggers keep the stdout that they find

        return counted(log, say)


def tables(section: Section) -> list[Table]:
    """A table for each capability, what grows, and what could."""
    counts = section["operations"]
    each = [showing.operations(capability, counts[capability]) for capability in sorted(counts)]
    return [*each, showing.growth(section["growth"]), showing.endless(counts)]
