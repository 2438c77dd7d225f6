"""What a return goes through, from the request to the money.

    requested ──► approved ──► received ──► inspected ──► refunding ──► completed
     │     │         │            │          ▲     │          │
     │     └────┬────┘            │    retry │     ▼          │
     ▼          ▼                 ▼          └── failed ◄─────┘
    rejected  cancelled        rejected

What is completed is inspected once more where an exchange is not sent after all: its worth is then paid back.
Until it is approved it can be rejected, until something has come it can be cancelled; and where nothing of what came is
accepted, it ends as rejected, too.
"""

from onestop.errors import WrongState

STATES = (
    "requested", "approved", "rejected", "received", "inspected", "refunding", "completed", "failed", "cancelled",
)  # fmt: skip

# what is done -> (the states in which it can be, the state after it)
MOVES: dict[str, tuple[frozenset[str], str]] = {
    "approve": (frozenset({"requested"}), "approved"),
    "reject": (frozenset({"requested"}), "rejected"),
    "cancel": (frozenset({"requested", "approved"}), "cancelled"),
    "receive": (frozenset({"approved"}), "received"),
    "inspect": (frozenset({"received"}), "inspected"),
    "refuse": (frozenset({"received"}), "rejected"),
    "begin": (frozenset({"inspected"}), "refunding"),
    "fail": (frozenset({"inspected", "refunding"}), "failed"),
    "retry": (frozenset({"failed"}), "inspected"),
    "refund": (frozenset({"completed"}), "inspected"),
    "complete": (frozenset({"refunding"}), "completed"),
}


def after(state: str, move: str) -> str:
    """The state after a move; `WrongState`, with the present state and those that would do, where it cannot be made."""
    possible, following = MOVES[move]
    if state not in possible:
        raise WrongState(f"The return is {state}; this needs one that is {_any(possible)}.", state=state)
    return following


def _any(states: frozenset[str]) -> str:
    return " or ".join(each for each in STATES if each in states)
