"""What goes wrong with some of the orders: chosen by a seed, so that a run can be repeated."""

from dataclasses import dataclass
from random import Random

OK = "ok"


@dataclass(frozen=True, slots=True)
class Trouble:
    """One kind of trouble: the token that makes the sandbox provider behave so, and how the first try then ends.

    `cancelled` orders are cancelled by their buyer as soon as they are placed; `short` ones ask for more pieces than
    there are. Whoever did not get the order orders again.
    """

    name: str
    token: str = OK
    ends: str = "confirmed"
    cancelled: bool = False
    short: bool = False


KINDS = (
    Trouble("declined", "declined", ends="failed"),
    Trouble("time-out before it was done", "authorise=timeout-before,ok"),
    Trouble("time-out after it was done", "authorise=timeout-after,ok"),
    Trouble("answered late", "authorise=late,ok"),
    Trouble("answered twice", "authorise=twice;capture=twice"),
    Trouble("answered wrongly", "authorise=wrong,ok"),
    Trouble("time-out at shipment", "capture=timeout-after,ok"),
    Trouble("cancelled by the buyer", ends="cancelled", cancelled=True),
    Trouble("too few pieces", ends="failed", short=True),
)


def troubles(orders: int, share: float, seed: int) -> dict[int, Trouble]:
    """Which of `orders` (by their place) meet which trouble: `share` of them, each kind as often as the others."""
    chance = Random(seed)  # noqa: S311  a sample, not a secret
    hit = chance.sample(range(orders), round(orders * share))
    return {place: KINDS[number % len(KINDS)] for number, place in enumerate(hit)}
