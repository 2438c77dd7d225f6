"""The properties bite: a shop with a mistake is found out."""

from random import Random

import pytest

from tests.sagas.mutants import MUTANTS, Mutant
from tests.sagas.truths import complaints
from tests.sagas.world import World

PATIENCE = 3000  # histories; each of these mistakes shows in fewer of them


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda each: each.name)
def test_a_mistake_is_found(mutant: Mutant) -> None:
    assert any(is_found(mutant, seed) for seed in range(PATIENCE))


def test_without_a_mistake_the_same_histories_end_well() -> None:
    assert not any(is_found(Mutant("none"), seed) for seed in range(200))


def is_found(mutant: Mutant, seed: int) -> bool:
    """Whether a history ends otherwise than it must, or does not end."""
    content = Random(seed).randbytes(500)
    try:
        return any(complaints(World(content, mutant.machines, **mutant.parts).run()))
    except (AssertionError, KeyError):
        return True
