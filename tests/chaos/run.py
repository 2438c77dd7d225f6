"""One run: load, kills, quiet, verdict."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from local.ledger import Ledger
from tests.chaos import kills, verdict
from tests.chaos.memory import Memory
from tests.chaos.scene import Scene, a_scene
from tests.chaos.visitors import Client, Visitor

VISITORS, SHARED = 5, 3


@dataclass(frozen=True)
class Outcome:
    """What happened, and everything that is wrong."""

    seed: int
    kills: Counter[str]
    faults: Counter[str]
    counts: Counter[str]
    ledger: Ledger
    complaints: list[str]


def run(folder: Path, seed: int, kinds: list[str], pace: float, say: Callable[[int, str], None]) -> Outcome:
    """Kill by the schedule `kinds` while visitors come, each with a pause of `pace` seconds on average."""
    with a_scene(folder) as scene:
        memory = Memory()
        visitors = _visitors(scene, memory, seed, pace)
        try:
            kills.carry_out(scene, seed, kinds, say)
        finally:
            for visitor in visitors:
                visitor.leave()
        faults, found = scene.struck(), verdict.settle(scene)
        counts = memory.counts + Counter({"given up, redriven": scene.redriven})
        return Outcome(seed, Counter(kinds), faults, counts, found, list(verdict.complaints(scene, memory)))


def _visitors(scene: Scene, memory: Memory, seed: int, pace: float) -> list[Visitor]:
    first = Visitor(f"{seed}n0", Client(scene, memory), memory, [], pace)
    shared = [first.register() for _ in range(SHARED)]
    names = [f"{seed}n{number}" for number in range(1, VISITORS + 1)]
    visitors = [Visitor(name, Client(scene, memory), memory, shared, pace) for name in names]
    for visitor in visitors:
        visitor.start()
    return visitors
