"""What a provider is asked, and what its answers are worth: one that is not what was asked for is asked about again."""

from dataclasses import dataclass

from onestop.errors import OutcomeUnknown
from onestop.money import Money
from payments import provider, table
from payments.domain.differences import AMOUNT, ANSWER
from payments.domain.operation import AUTHORISE, CAPTURE, REFUND, TAKES, VOID, Operation
from payments.provider.port import Outcome, Provider


@dataclass(frozen=True, slots=True)
class Learnt:
    """What came of an operation, and the name of the difference that came to light with it.

    `expected` is the amount, in minor units, that we had reason to expect there.
    """

    outcome: Outcome
    difference: str | None = None
    expected: int = 0


def reference(row: table.Payment, about: Operation) -> str:
    """The name of an operation at the provider."""
    return str(about.referred(row.tenant, row.id))


def authorisation(row: table.Payment) -> str:
    """The reference under which a payment was authorised, or will have been."""
    return str(Operation(AUTHORISE, row.id).referred(row.tenant, row.id))


def provider_of(row: table.Payment) -> Provider:
    return provider.named(row.method["provider"])


def needs_provider(row: table.Payment, about: Operation) -> bool:
    """Whether anybody outside has a part in an operation: nobody holds or moves nothing."""
    at_provider = row.method is not None and row.amount["amount"] > 0
    return at_provider and (about.amount > 0 or about.kind == VOID)


def sent(row: table.Payment, about: Operation) -> Learnt:
    """Ask the provider to do it. `OutcomeUnknown` where it is not learnt what came of that."""
    company, name, hold = provider_of(row), reference(row, about), authorisation(row)
    amount = Money(about.amount, row.currency)
    if about.kind == AUTHORISE:
        outcome = company.authorise(name, amount, row.method["token"])
    elif about.kind == CAPTURE:
        outcome = company.capture(name, hold, amount)
    elif about.kind == REFUND:
        outcome = company.refund(name, hold, amount)
    else:
        outcome = company.void(name, hold)
    return trusted(row, about, outcome)


def found_or_sent(row: table.Payment, about: Operation) -> Learnt:
    """What came of an operation that may have been sent before: the provider is asked, and told only what it lacks.

    `OutcomeUnknown` while it does not know. What a void makes impossible is not sent any more.
    """
    outcome = provider_of(row).find(reference(row, about))
    if outcome is not None:
        return trusted(row, about, outcome)
    if row.closing and about.kind in TAKES:
        return Learnt(refused_by_void(row))
    return sent(row, about)


def refused_by_void(row: table.Payment) -> Outcome:
    """What comes of something that arrives after a void, or never."""
    return Outcome("declined", "", 0, row.currency, "voided")


def trusted(row: table.Payment, about: Operation, told: Outcome) -> Learnt:
    """An outcome that can be believed: where it is not what was asked for, what the provider's books say."""
    if told.state == "pending":
        raise OutcomeUnknown("The provider has it and does not know yet what comes of it.")
    if told.state == "declined" or told.amount == about.amount:
        return Learnt(told)
    booked = provider_of(row).find(reference(row, about))
    if booked is None or booked.state == "pending":
        raise OutcomeUnknown("The provider's answer is not what was asked for, and its books do not say.")
    if booked.state == "done" and booked.amount != about.amount and about.kind != VOID:
        return Learnt(booked, AMOUNT, about.amount)
    return Learnt(booked, ANSWER if booked != told else None, told.amount)
