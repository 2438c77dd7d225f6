"""Measurements that anybody can repeat: `make bench` runs them all, `python -m bench request units` only some.

A part is a module or package of this one, named in `bench.parts.PARTS`, with two functions:

    def measure(say: Callable[[str], None]) -> dict     # its section of bench/results/latest.json
    def tables(section: dict) -> list[rich.table.Table] # the same, to be read; also by docs/performance.md

Only here is time measured. Tests count, because a count is the same on every machine.
"""
