"""How customers may belong together."""

from customers.domain.names import folded, tidy

ROLES = (
    "employee", "owner", "manager", "member", "contact", "billing contact", "technical contact", "decision maker",
    "parent company", "subsidiary", "branch", "supplier", "partner", "household", "spouse", "parent", "child",
)  # fmt: skip
_KNOWN = {folded(role): role for role in ROLES}


def known(role: str) -> str:
    """A role as we write it where it is one of ours (`Parent Company` is `parent company`), else as it was sent."""
    neat = tidy(role)
    return _KNOWN.get(folded(neat), neat)
