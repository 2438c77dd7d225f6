"""A cold start: CPU from the start of Python to the first answer, for each door, beside a bare boto3 handler.

Each start is a process of its own. Doors and the bare handler take turns, and the ratio within a turn counts. The stub
is asked over plain HTTP; `ssl`, which botocore loads anyway and our transport for AWS's own addresses, is loaded for
both.
"""

from rich.table import Table

from bench.cold.door import Door, bare, cpu_of_children, recorded
from bench.parts import Say, Section
from bench.rounds import interleaved, ratio, spread
from bench.stub import answering

ROUNDS = 7
BARE = "bare boto3"
GOAL = 0.70


def measure(say: Say) -> Section:
    """Every door, `ROUNDS` times in turn with the bare handler."""
    with answering({}) as endpoint:
        first = recorded()
        environment = {**first["environment"], "AWS_ENDPOINT_URL": endpoint}
        doors = {name: Door.of(asked, environment) for name, asked in first["asked"].items()}
        modules = {name: len(door()) for name, door in doors.items()}
        say(f"{len(doors)} first answers, {ROUNDS} rounds")
        one = bare(first["asked"]["customers.api"], environment)
        times = interleaved({**doors, BARE: one}, ROUNDS, clock=cpu_of_children)
    return {
        name: {
            "ratio": round(ratio(times, name, BARE).median, 3),
            "ours_ms": round(spread(times[name]).median * 1000, 1),
            "bare_ms": round(spread(times[BARE]).median * 1000, 1),
            "modules": modules[name],
        }
        for name in doors
    }


def tables(section: Section) -> list[Table]:
    """One line for each first answer, the dearest first."""
    table = Table("First answer", title=f"A cold start, to a bare boto3 handler's (goal {GOAL:.2f})")
    for heading in ("Ratio", "CPU ms", "Modules"):
        table.add_column(heading, justify="right")
    for name, found in sorted(section.items(), key=lambda each: -each[1]["ratio"]):
        table.add_row(name, f"{found['ratio']:.2f}", f"{found['ours_ms']:.0f}", str(found["modules"]))
    return [table]
