"""What has become of the money of one payment: how much may still be captured or refunded, and in which state it is.

A balance never changes; each step makes the next one. All amounts are in minor units of the payment's currency.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from onestop.errors import WrongState
from payments.domain.operation import AUTHORISE, CAPTURE, REDUCE, REFUND, VOID, Operation


@dataclass(frozen=True, slots=True)
class Balance:
    """`authorised` is None until the provider has said yes. `reduced` will never be captured.

    `closing` means that a void has begun, after which nothing is authorised or captured any more; `closed` that it is
    done. `pending` are the operations whose outcome is not known yet.
    """

    authorised: int | None = None
    captured: int = 0
    reduced: int = 0
    refunded: int = 0
    declined: bool = False
    closing: bool = False
    closed: bool = False
    pending: tuple[Operation, ...] = ()

    @property
    def capturable(self) -> int:
        """What may still be captured, were everything pending to succeed."""
        if self.closing:
            return 0
        return (self.authorised or 0) - self.reduced - self.captured - _sum(self.pending, CAPTURE)

    @property
    def refundable(self) -> int:
        """What may still be refunded, were everything pending to succeed."""
        return self.captured - self.refunded - _sum(self.pending, REFUND)

    def waiting(self, kind: str, cause: str) -> Operation | None:
        """The pending operation of this kind and cause."""
        return next((each for each in self.pending if each.is_for(kind, cause)), None)


def _sum(pending: Iterable[Operation], kind: str) -> int:
    return sum(each.amount for each in pending if each.kind == kind)


def begun(balance: Balance, wanted: Operation) -> Balance:
    """The balance with an operation that is about to be asked for; `WrongState` where it may not be."""
    _must_be_allowed(balance, wanted)
    return replace(balance, pending=(*balance.pending, wanted), closing=balance.closing or wanted.kind == VOID)


def _must_be_allowed(balance: Balance, wanted: Operation) -> None:
    if wanted.kind == AUTHORISE and (balance.closing or balance.authorised is not None):
        raise WrongState("This payment was voided or authorised before.")
    left = {CAPTURE: balance.capturable, REDUCE: balance.capturable, REFUND: balance.refundable}.get(wanted.kind)
    if left is not None and (wanted.amount > left or balance.authorised is None):
        raise WrongState(f"{wanted.amount} cannot be had of this payment: {left} are left.", left=left)


def settled(balance: Balance, done: Operation, moved: int | None) -> Balance:
    """The balance once the outcome of a pending operation is known: `moved`, or None where it was declined."""
    rest = tuple(each for each in balance.pending if not each.is_for(done.kind, done.cause))
    after = replace(balance, pending=rest)
    if moved is None:
        return replace(after, declined=True) if done.kind == AUTHORISE else after
    if done.kind == AUTHORISE:
        return replace(after, authorised=moved)
    if done.kind == VOID:
        return replace(after, closed=True)
    name = {CAPTURE: "captured", REDUCE: "reduced", REFUND: "refunded"}[done.kind]
    return replace(after, **{name: getattr(after, name) + moved})


def unlearnt(balance: Balance, about: Operation) -> Balance:
    """The balance after the outcome of a pending operation could not be learnt once more."""
    once_more = replace(about, asked=about.asked + 1)
    return replace(balance, pending=tuple(once_more if each == about else each for each in balance.pending))


def has_rest(balance: Balance) -> bool:
    """Whether the provider still holds an amount that nobody will capture any more, so that it has to be released."""
    held = balance.reduced > 0 and balance.authorised == balance.captured + balance.reduced
    return held and not balance.closing and _sum(balance.pending, CAPTURE) == 0


def state(balance: Balance) -> str:
    """One word for a balance, as callers see it."""
    decided = (AUTHORISE, VOID) if balance.closing else ()  # whatever comes of these, nothing is held in the end
    if any(each.asked and each.kind not in decided for each in balance.pending):
        return "unknown"
    if balance.closing and not balance.captured:
        return "voided" if balance.closed else "voiding"
    if balance.authorised is None:
        return "declined" if balance.declined else "authorising"
    return _of_money(balance)


def _of_money(balance: Balance) -> str:
    if balance.refunded:
        return "refunded" if balance.refunded == balance.captured else "partly-refunded"
    if balance.captured:
        whole = balance.closed or balance.captured + balance.reduced == balance.authorised
        return "captured" if whole else "partly-captured"
    return "authorised"
