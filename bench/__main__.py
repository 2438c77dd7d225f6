"""`make bench`: measure, show, keep, and bring the docs up to date."""

import argparse
import sys

from rich.console import Console

from bench.kept import keep, latest
from bench.machine import machine
from bench.pages import rewrite
from bench.parts import PARTS, measured, part
from bench.places import PAGES

_WIDE = 180  # a pipe has no width, and tables want one


def main() -> int:
    """Run the parts that the command line names, all without a name; 1 if one of them failed."""
    names = _asked()
    console = Console(highlight=False, width=None if sys.stdout.isatty() else _WIDE)
    console.print(machine(), soft_wrap=True)
    failed = [name for name in names if not _run(name, console)]
    results = latest()
    for page in PAGES:
        rewrite(page, results)
    if failed:
        console.print(f"[red]Failed: {', '.join(failed)}.[/] The lines above say why; their last results are kept.")
    return 1 if failed else 0


def _asked() -> list[str]:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure, as ratios to something bare.")
    parser.add_argument("part", nargs="*", help=f"of {', '.join(PARTS)}; all of them without a name")
    parser.add_argument("--docs", action="store_true", help="measure nothing, only write the tables in the docs anew")
    said = parser.parse_args()
    if unknown := set(said.part) - set(PARTS):
        parser.error(f"there is no part {', '.join(sorted(unknown))}, only {', '.join(PARTS)}")
    return said.part or ([] if said.docs else list(PARTS))


def _run(name: str, console: Console) -> bool:
    """Measure and show one part; whether it came to its end."""
    console.rule(name, align="left")
    section = measured(name)
    if section is None:
        return False
    keep(name, section)
    for table in part(name).tables(section):
        console.print(table)
    return True


if __name__ == "__main__":
    sys.exit(main())
