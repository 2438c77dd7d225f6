"""Is an order a risk? Rules that each give points and say why. Nothing else is known here than what they are given.

The points are judgements, not measurements: a tenant sets where a review begins and where an order is refused.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

MUCH = 5  # times the amount from which on an order is large
MANY_ORDERS, MANY_PIECES, NEW_HOURS = 5, 100, 24
REVIEW, REFUSE = 75, 100
LARGE_MAJOR_UNITS = 2000


@dataclass(frozen=True, slots=True)
class Limits:
    """What a tenant set: from how many points on an order is looked at or refused, which amount is large (in minor
    units of the order's currency), and the tags of customers that say something by themselves."""

    large: int
    review: int = REVIEW
    refuse: int = REFUSE
    watched: frozenset[str] = frozenset()
    trusted: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an order: its total in minor units, the most pieces of one line, both countries, the
    customer's tags, the hours that he has been known (None: not told), and his orders of the last day."""

    total: int
    most_pieces: int = 0
    shipping_country: str | None = None
    billing_country: str | None = None
    tags: frozenset[str] = frozenset()
    known_hours: float | None = None
    orders_today: int = 0


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule that spoke, how many points it gave, and why, in words."""

    rule: str
    points: int
    why: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """`approve`, `review` or `refuse`; the score is the sum of the points, not below 0."""

    verdict: str
    score: int
    reasons: list[Reason] = field(default_factory=list)

    def json(self) -> dict[str, Any]:
        """`{"verdict", "score", "reasons": [{"rule", "points", "why"}]}`."""
        return asdict(self)


def assessed(facts: Facts, limits: Limits) -> Assessment:
    """What the rules say of an order."""
    reasons = [Reason(name, points, why) for name, rule in RULES.items() for points, why in rule(facts, limits)]
    score = max(0, sum(reason.points for reason in reasons))
    verdict = "refuse" if score >= limits.refuse else "review" if score >= limits.review else "approve"
    return Assessment(verdict, score, reasons)


Said = Iterator[tuple[int, str]]


def _amount(facts: Facts, limits: Limits) -> Said:
    if facts.total >= MUCH * limits.large:
        yield 30, f"the total is {MUCH} times a large one, or more"
    elif facts.total >= limits.large:
        yield 20, "the total is large"


def _pieces(facts: Facts, _: Limits) -> Said:
    if facts.most_pieces >= MANY_PIECES:
        yield 10, f"a line has {MANY_PIECES} pieces or more"


def _countries(facts: Facts, _: Limits) -> Said:
    both = (facts.shipping_country, facts.billing_country)
    if None not in both and both[0] != both[1]:
        yield 20, "it goes to another country than the bill"


def _newcomer(facts: Facts, _: Limits) -> Said:
    if facts.known_hours is not None and facts.known_hours < NEW_HOURS:
        yield 10, f"the customer has been known for less than {NEW_HOURS} hours"


def _many_orders(facts: Facts, _: Limits) -> Said:
    if facts.orders_today > MANY_ORDERS:
        yield 20, f"the customer made more than {MANY_ORDERS} orders in {NEW_HOURS} hours"


def _watched(facts: Facts, limits: Limits) -> Said:
    for tag in sorted(facts.tags & limits.watched):
        yield 100, f"the customer has the tag {tag}, which is watched"


def _trusted(facts: Facts, limits: Limits) -> Said:
    for tag in sorted(facts.tags & limits.trusted)[:1]:
        yield -30, f"the customer has the tag {tag}, which is trusted"


RULES: Mapping[str, Callable[[Facts, Limits], Said]] = {
    "amount": _amount,
    "pieces": _pieces,
    "countries": _countries,
    "newcomer": _newcomer,
    "many-orders": _many_orders,
    "watched": _watched,
    "trusted": _trusted,
}
