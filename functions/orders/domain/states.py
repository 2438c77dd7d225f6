"""The life of an order: which state may follow which.

draft -> placed -> confirmed -> packed -> shipped -> delivered
draft -> cancelled; placed -> undoing -> failed | cancelled; confirmed | packed -> cancelled

Once an order is confirmed its state follows from its pieces: see `fulfilment.state_of`.
"""

from onestop.errors import DocumentLocked, WrongState

NEXT: dict[str, frozenset[str]] = {
    "draft": frozenset({"placed", "cancelled"}),
    "placed": frozenset({"confirmed", "undoing"}),
    "undoing": frozenset({"failed", "cancelled"}),
    "confirmed": frozenset({"packed", "shipped", "delivered", "cancelled"}),
    "packed": frozenset({"confirmed", "shipped", "delivered", "cancelled"}),
    "shipped": frozenset({"delivered"}),
    "delivered": frozenset(),
    "cancelled": frozenset(),
    "failed": frozenset(),
}
FINAL = frozenset(state for state, following in NEXT.items() if not following)
STANDING = frozenset({"confirmed", "packed", "shipped", "delivered"})  # what the customer will get, or has got


def must_follow(state: str, following: str) -> None:
    """Raise `WrongState` where an order in `state` cannot become `following`."""
    if following not in NEXT[state]:
        raise WrongState(f"The order is {state}; it cannot become {following}.", state=state)


def must_be_draft(state: str) -> None:
    """Raise `DocumentLocked` for an order that was placed: what it says is frozen."""
    if state != "draft":
        raise DocumentLocked(f"The order is {state}; only a draft can be changed. Cancel pieces, or return them.")
