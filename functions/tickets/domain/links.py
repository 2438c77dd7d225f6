"""How tickets belong together."""

from collections.abc import Mapping, Sequence

from onestop.errors import Invalid, TooLarge, WrongState

# What the other one is to this one, and what this one is to the other.
INVERSE: Mapping[str, str] = {
    "parent": "child",
    "child": "parent",
    "problem": "incident",
    "incident": "problem",
    "related": "related",
}
ONE_ONLY = frozenset({"parent", "problem"})  # a ticket has one of them at most
DEEPEST = 5  # generations
MOST = 100  # links of a ticket


def must_link(kind: str, ticket: str, other: str, links: Sequence[tuple[str, str]]) -> None:
    """Raise `Invalid` for a ticket linked to itself, `WrongState` where it has one such already, `TooLarge` above 100.

    `links` are those there are, (kind, other); the same link again is no fault.
    """
    if ticket == other:
        raise Invalid("A ticket is not linked to itself.")
    if (kind, other) in links:
        return
    if any(each == other for _, each in links):
        raise WrongState("These two are linked already, in another way.")
    if kind in ONE_ONLY and any(each == kind for each, _ in links):
        raise WrongState(f"This ticket has a {kind}; unlink it first.")
    if len(links) >= MOST:
        raise TooLarge(f"A ticket has at most {MOST} links.", limit=MOST)


def must_stay_a_tree(child: str, ancestors: Sequence[str], generations_below: int) -> None:
    """Raise `WrongState` where the new parent descends from its child, or the family would be too deep.

    `ancestors` are the new parent, its parent, and so on; `generations_below` is how many follow the child.
    """
    if child in ancestors:
        raise WrongState("The parent would be its own descendant.")
    if len(ancestors) + 1 + generations_below > DEEPEST:
        raise WrongState(f"A family of tickets has at most {DEEPEST} generations.")
