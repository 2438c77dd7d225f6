"""Comparing what we say was moved with what the provider's books say, reference by reference."""

from collections.abc import Sequence
from dataclasses import dataclass

MISSING_THERE, MISSING_HERE = "missing-at-provider", "missing-here"
AMOUNT, STATE, DOUBLED, ANSWER = "amount-differs", "state-differs", "doubled", "answer-differs"
KINDS = (MISSING_THERE, MISSING_HERE, AMOUNT, STATE, DOUBLED, ANSWER)
DONE = "done"


@dataclass(frozen=True, slots=True)
class Said:
    """What one side says of a reference: `done`, `declined` or `pending`, how much, and the provider's own id."""

    state: str
    amount: int
    currency: str
    id: str | None = None


def difference(here: Said | None, there: Sequence[Said]) -> str | None:
    """The name of what is wrong with one reference, or None. `there` has more than one entry where it was doubled.

    A declined operation moves nothing, so books that do not know it are right.
    """
    if len(there) > 1:
        return DOUBLED
    if here is None:
        return MISSING_HERE if there else None
    if not there:
        return MISSING_THERE if here.state == DONE else None
    [found] = there
    if here.state != found.state:
        return STATE
    same = here.amount == found.amount and (here.currency == found.currency or not here.amount)  # nothing is nothing
    return None if same else AMOUNT
