"""Days that were compared with the provider's books, and what did not agree."""

from datetime import date
from typing import Literal

from onestop.http import ListQuery
from onestop.models import Model, Timestamp, Ulid
from payments.schemas.fields import ProviderName, Remark

What = Literal[
    "missing-at-provider", "missing-here", "amount-differs", "state-differs", "doubled", "answer-differs"
]  # fmt: skip


class NewReconciliation(Model):
    """Which day (UTC) to compare, today at the latest."""

    day: date
    provider: ProviderName = "sandbox"


class Counts(Model):
    """Numbers of references: `here` of ours, `there` of the provider's, how many agree, and new differences."""

    here: int
    there: int
    agreed: int
    differences: int


class Reconciliation(Model):
    """`sums` are amounts in minor units by currency, side (`here`, `there`) and operation."""

    id: Ulid
    day: date
    provider: str
    state: Literal["running", "done"]
    counts: Counts
    sums: dict[str, dict[Literal["here", "there"], dict[str, int]]]
    created_at: Timestamp
    updated_at: Timestamp
    version: int


class Side(Model):
    """What one side says; `id` is the provider's own."""

    state: str
    amount: int
    currency: str
    id: str | None


class Difference(Model):
    """Something in which we and the provider do not agree. `there` has several entries where it was done twice."""

    id: Ulid
    what: What
    reference: str
    payment: str | None
    order: str | None
    customer: Ulid | None
    operation: str | None
    here: Side | None
    there: list[Side]
    reconciliation: Ulid | None
    state: Literal["open", "settled"]
    note: str | None
    settled_by: str | None
    created_at: Timestamp
    updated_at: Timestamp
    version: int


class DifferenceQuery(ListQuery):
    """All of them or, by state, the open or the settled ones; the newest first."""

    state: Literal["open", "settled"] | None = None


class Settlement(Model):
    """What was found out and done about a difference."""

    note: Remark
