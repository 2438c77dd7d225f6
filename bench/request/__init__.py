"""A request: CPU of the real handler beside that of a bare one that makes the same calls to DynamoDB and nothing else.

Real gateway events into the doors of customers, authorizer's context, log and metrics included. DynamoDB is a stub in
another process that answers at once, so that what is measured is this process alone. The limit is the thin transport
without anything around it: what no framework could be below.
"""

import os
from contextlib import redirect_stdout
from pathlib import Path

from rich.table import Table

from bench.parts import Say, Section
from bench.rounds import Times, interleaved, ratio

ROUNDS, CALLS = 25, 40
TITLES = {"create": "create, unique e-mail", "get": "get", "list20": "list of 20", "patch": "change"}
GOAL = 0.75


def measure(say: Say) -> Section:
    """`{"create": {"ratio", "low", "high", "limit", "ours_us", "bare_us", "limit_us"}, ...}`; times are medians."""
    with Path(os.devnull).open("w") as nowhere, redirect_stdout(nowhere):
        from bench.request.contestants import each_operation  # noqa: PLC0415  the logger keeps the stdout it finds

        section = {}
        for name, contestants in each_operation():
            section[name] = _figures(interleaved(contestants, ROUNDS, CALLS))
            say(f"{TITLES[name]}: {section[name]['ratio']:.2f}")
        return section


def _figures(times: Times) -> dict[str, float]:
    ours = ratio(times, "ours", "bare")
    middle = {f"{name}_us": round(sorted(found)[len(found) // 2] * 1e6) for name, found in times.items()}
    limit = ratio(times, "limit", "bare").median
    spread = {"ratio": ours.median, "low": ours.low, "high": ours.high, "limit": limit}
    return {name: round(value, 3) for name, value in spread.items()} | middle


def tables(section: Section) -> list[Table]:
    """One line for each operation."""
    table = Table("Request", "CPU, bare", "CPU, ours", "Ratio", "80 % of rounds", "Goal", "Limit", title="A request")
    for name, found in section.items():
        between = f"{found['low']:.2f} to {found['high']:.2f}"
        figures = [f"{found['ratio']:.2f}", between, f"{GOAL:.2f}", f"{found['limit']:.2f}"]
        table.add_row(TITLES[name], f"{found['bare_us']} µs", f"{found['ours_us']} µs", *figures)
    return [table]
