"""How the sandbox decides: what it holds, what it permits, and what it tells of it. Nothing is stored here."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from payments.provider.behaviours import AFTER, BEFORE, DECLINE, LATE, TWICE, WRONG, behaviour
from payments.provider.port import Outcome

ASKED_IN_VAIN = 1  # how often somebody who asks about a late outcome is told that it is not known yet


@dataclass(frozen=True, slots=True)
class Held:
    """What is known of an authorisation; `turns` counts the calls by operation."""

    token: str
    amount: int = 0
    captured: int = 0
    refunded: int = 0
    voided: bool = False
    turns: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Deed:
    """What a call does: the hold after it, what is booked (None: nothing), and what the caller is told.

    `told` is None where no answer comes; `webhooks` is how often it is told by webhook.
    """

    held: Held
    booked: Outcome | None
    told: Outcome | None
    webhooks: int = 0


def done(held: Held, operation: str, asked: Outcome) -> Deed:
    """What a call of an operation does. `asked` is what would be booked if all is well."""
    turn = held.turns.get(operation, 0)
    acts = behaviour(held.token, operation, turn)
    after = replace(held, turns={**held.turns, operation: turn + 1})
    if acts == BEFORE:
        return Deed(after, None, None)
    refusal = "the sandbox was told to decline" if acts == DECLINE else _refusal(held, operation, asked.amount)
    booked = replace(asked, state="declined", amount=0, reason=refusal) if refusal else _whole(held, operation, asked)
    return Deed(after if refusal else _moved(after, operation, booked.amount), booked, *_answer(acts, booked))


def _refusal(held: Held, operation: str, amount: int) -> str | None:
    """Why not, whatever the token says."""
    if operation == "refund":
        return "more than was captured" if amount > held.captured - held.refunded else None
    if operation == "capture" and amount > held.amount - held.captured:
        return "more than is held"
    return "the authorisation was voided" if held.voided and operation != "void" else None


def _whole(held: Held, operation: str, asked: Outcome) -> Outcome:
    """A void releases what is left, and a second one nothing."""
    if operation != "void":
        return asked
    return replace(asked, amount=0 if held.voided else held.amount - held.captured)


def _moved(held: Held, operation: str, amount: int) -> Held:
    if operation == "authorise":
        return replace(held, amount=amount)
    if operation == "capture":
        return replace(held, captured=held.captured + amount)
    if operation == "refund":
        return replace(held, refunded=held.refunded + amount)
    return replace(held, voided=True)


def _answer(acts: str, booked: Outcome) -> tuple[Outcome | None, int]:
    if acts == AFTER:
        return None, 0
    if acts == LATE:
        return replace(booked, state="pending", amount=0), 1
    if acts == WRONG:
        return replace(booked, amount=booked.amount + 1), 0
    return booked, 2 if acts == TWICE else 0
