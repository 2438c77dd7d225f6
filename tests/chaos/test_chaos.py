"""The short form of `make chaos`."""

from pathlib import Path

import pytest

from tests.chaos import kills
from tests.chaos.run import run

SEED, KILLS = 1, 7


def test_whatever_dies_nothing_is_lost_and_nothing_happens_twice(tmp_path: Path) -> None:
    outcome = run(tmp_path, SEED, kills.schedule(SEED, KILLS), pace=0.2, say=print)

    assert outcome.ledger.written == outcome.ledger.delivered > 0
    assert not outcome.complaints, f"once more: make chaos KILLS={KILLS} SEED={SEED}\n" + "\n".join(outcome.complaints)


@pytest.mark.parametrize("seed", range(5))
def test_a_seed_always_means_the_same_kills_and_a_hundred_have_all_kinds(seed: int) -> None:
    kinds = kills.schedule(seed, 100)

    assert kinds == kills.schedule(seed, 100) != kills.schedule(seed + 1, 100)
    assert {kind: kinds.count(kind) for kind in kills.SHARES} == kills.SHARES
