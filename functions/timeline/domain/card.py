"""The head card of a story: the same whatever the order in which events arrive, as long as each is told once."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from timeline.domain.kinds import CONTACTS

KEPT = (
    "id", "kind", "name", "tags", "owner", "visibility", "collaborators", "createdAt", "deletedAt",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Card:
    """`facts` come from the customer's own record in its version `sequence`; `counts` is entries by kind."""

    facts: Mapping[str, Any] | None = None
    sequence: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)
    last_contact: str | None = None


def counting(card: Card, kind: str, at: str) -> Card:
    """The card after one more entry."""
    counts = {**card.counts, kind: card.counts.get(kind, 0) + 1}
    contact = max(card.last_contact or "", at) if kind in CONTACTS else card.last_contact
    return replace(card, counts=dict(sorted(counts.items())), last_contact=contact)


def knowing(card: Card, record: Mapping[str, Any], sequence: int) -> Card:
    """The card after an event of the customer's own record; an older one than is known changes nothing."""
    if sequence <= card.sequence:
        return card
    return replace(card, facts={name: record.get(name) for name in KEPT}, sequence=sequence)
