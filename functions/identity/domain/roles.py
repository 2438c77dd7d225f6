"""Which role may do what. A scope is `capability:action`; a token carries at most the scopes of its holder's roles."""

from collections.abc import Iterable

READS = {"customers:read", "timeline:read"}
WORK = READS | {"customers:write", "identity:tokens"}
LEAD = WORK | {"customers:delete", "audit:read", "identity:read"}
ALL = LEAD | {"customers:admin", "identity:write", "identity:admin"}

SCOPES: dict[str, frozenset[str]] = {
    "owner": frozenset(ALL),
    "admin": frozenset(ALL),
    "supervisor": frozenset(LEAD),
    "agent": frozenset(WORK),
    "sales": frozenset(WORK | {"customers:delete"}),
    "analyst": frozenset(READS | {"audit:read", "identity:tokens"}),
    "integration": frozenset(READS | {"customers:write"}),
}
EVERY_SCOPE = frozenset().union(*SCOPES.values())
OWN_TOKENS = "identity:tokens"  # no credential carries it: one that expires could make one that lives longer


def scopes_of(roles: Iterable[str]) -> frozenset[str]:
    """All that somebody with these roles may do."""
    return frozenset().union(*(SCOPES[role] for role in roles))


def narrowed(asked: str | None, allowed: Iterable[str]) -> frozenset[str]:
    """The scopes asked for (separated by spaces) that are allowed; all that are, where none were asked for."""
    return frozenset(allowed) & frozenset(asked.split()) if asked else frozenset(allowed)
