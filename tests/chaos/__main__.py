"""`make chaos`: as many kills as wanted, and a table at the end. Exit status 1 if anything was lost or done twice."""

import os
import sys
import tempfile
from pathlib import Path

from rich.table import Table

from local import screen
from tests.chaos.kills import schedule
from tests.chaos.run import Outcome, run


def main() -> int:
    """`KILLS` (100), `SEED` (1) and `KINDS` (all; or a comma between some) come from the environment."""
    number, seed, pace = int(os.environ.get("KILLS", "100")), int(os.environ.get("SEED", "1")), 0.25
    wanted = os.environ.get("KINDS", "")
    kinds = [each for each in schedule(seed, number) if not wanted or each in wanted.split(",")]
    with tempfile.TemporaryDirectory(prefix="onestop-chaos-") as folder:
        outcome = run(Path(folder), seed, kinds, pace, lambda n, kind: screen.out.print(f"{n:4}/{len(kinds)}  {kind}"))
    screen.out.print(_table(outcome))
    for complaint in outcome.complaints[:20]:
        screen.err.print(complaint, markup=False)
    if outcome.complaints:
        screen.fail(f"{len(outcome.complaints)} things are wrong. Once more: make chaos KILLS={number} SEED={seed}")
    return 1 if outcome.complaints else 0


def _table(outcome: Outcome) -> Table:
    found = outcome.ledger
    table = Table("what", "how many", title=f"{outcome.kills.total()} kills, seed {outcome.seed}", box=None)
    for kind, number in sorted(outcome.kills.items()):
        table.add_row(f"kill -9 of a {kind}", str(number))
    for kind, number in sorted(outcome.faults.items() - {("kill", outcome.faults["kill"])}):
        table.add_row(f"fault: {kind}", str(number))
    for what, number in sorted(outcome.counts.items()):
        table.add_row(what, f"{number:,}")
    table.add_row("events written", f"{found.written:,}")
    table.add_row("events delivered", f"{found.delivered:,}")
    table.add_row("lost", str(found.written - found.delivered))
    table.add_row("doubled, missing or different", str(len(outcome.complaints)))
    return table


if __name__ == "__main__":
    sys.exit(main())
