"""One thing that is asked of a provider, and the reference under which it is asked, settled and found again."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

AUTHORISE, CAPTURE, REDUCE, REFUND, VOID = "authorise", "capture", "reduce", "refund", "void"
KINDS = (AUTHORISE, CAPTURE, REDUCE, REFUND, VOID)
TAKES = frozenset({AUTHORISE, CAPTURE})  # what is never done once a void has begun
BETWEEN = "."


class Reference(NamedTuple):
    """Names one attempt of one operation, in the whole world: `<tenant>.<payment>.<kind>.<cause>.<attempt>`."""

    tenant: str
    payment: str
    kind: str
    cause: str
    attempt: int = 1

    def __str__(self) -> str:
        return BETWEEN.join(map(str, self))


def read(text: str) -> Reference | None:
    """The reference in a text, or None where it is none of ours."""
    parts = text.split(BETWEEN)
    if len(parts) != 5 or parts[2] not in KINDS or not parts[4].isdecimal():
        return None
    return Reference(*parts[:4], int(parts[4]))


@dataclass(frozen=True, slots=True)
class Operation:
    """What is asked: `amount` in minor units, `cause` the id of what led to it (an order, shipment, return ...).

    `attempt` counts from 1 and grows where one was declined and it is asked for anew; `asked` counts how often the
    outcome could not be learnt. `step` is the saga's step, `actor` who wanted it, `since` when.
    """

    kind: str
    cause: str
    amount: int = 0
    currency: str = ""
    attempt: int = 1
    asked: int = 0
    since: str = ""
    actor: str = ""
    correlation: str = ""
    step: Mapping[str, Any] | None = None
    reason: str | None = None

    def is_for(self, kind: str, cause: str) -> bool:
        return (self.kind, self.cause) == (kind, cause)

    def referred(self, tenant: str, payment: str) -> Reference:
        """The reference under which the provider knows it."""
        return Reference(tenant, payment, self.kind, self.cause, self.attempt)
