"""What we ask of a payment provider, whoever it is. A new one is a module that can do this."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from onestop.money import Money

State = Literal["done", "declined", "pending"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an operation. `id` is the provider's own, `amount` (minor units) what was really moved.

    `pending` means that the provider has it and will say later what came of it.
    """

    state: State
    id: str
    amount: int
    currency: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a provider's books: something that was done under one of our references."""

    reference: str
    operation: str
    id: str
    amount: int
    currency: str


class Provider(Protocol):
    """References are ours and name an operation once and for all: the same one again is answered, not done again.

    Each of the first four raises `OutcomeUnknown` where it does not learn in time what came of it. `authorisation` is
    the reference under which the amount was authorised. A void is final: what arrives later for that authorisation
    is declined, whether or not the provider had heard of it before. A refund goes back along the captures of its
    authorisation, as the provider sees fit.
    """

    def authorise(self, reference: str, amount: Money, token: str) -> Outcome: ...

    def capture(self, reference: str, authorisation: str, amount: Money) -> Outcome: ...

    def void(self, reference: str, authorisation: str) -> Outcome: ...

    def refund(self, reference: str, authorisation: str, amount: Money) -> Outcome: ...

    def find(self, reference: str) -> Outcome | None:
        """What came of a reference, or None where the provider has never heard of it."""

    def books(self, day: str, after: str, limit: int) -> Sequence[Entry]:
        """Entries of a day (`2026-11-22`, UTC) whose reference is behind `after`, in the order of references.

        At most `limit`, and always all of one reference together.
        """

    def secrets(self) -> Sequence[str]:
        """The secrets with which it may sign its webhooks now: two while one takes the other's place."""
