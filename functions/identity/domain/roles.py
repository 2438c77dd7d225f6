"""Which role may do what. A scope is `capability:action`; a token carries at most the scopes of its holder's roles."""

from collections.abc import Iterable

READS = {
    "customers:read", "timeline:read", "catalog:read", "stock:read", "orders:read", "payments:read", "returns:read",
    "tickets:read", "workforce:read", "routing:read", "floor:read",
}  # fmt: skip
WORK = READS | {
    "customers:write", "orders:write", "orders:cancel", "returns:write", "identity:tokens", "tickets:write",
    "workforce:write", "routing:write",
}  # fmt: skip
DESK = {"tickets:lead", "workforce:lead", "routing:lead", "floor:lead"}
SHOP = {"orders:fulfil", "returns:approve", "returns:receive", "payments:refund", "catalog:write", "stock:write"}
LEAD = WORK | SHOP | DESK | {"customers:delete", "orders:price", "audit:read", "identity:read"}
ADMIN = {
    "customers:admin", "catalog:admin", "orders:admin", "payments:admin", "identity:write", "identity:admin",
    "tickets:admin", "workforce:admin", "routing:admin",
}  # fmt: skip
ALL = LEAD | ADMIN
MACHINE = {
    "customers:write", "catalog:write", "stock:write", "orders:write", "orders:price", "orders:fulfil", "orders:cancel",
    "returns:write", "returns:receive", "tickets:write", "workforce:write",
}  # fmt: skip

SCOPES: dict[str, frozenset[str]] = {
    "owner": frozenset(ALL),
    "admin": frozenset(ALL),
    "supervisor": frozenset(LEAD),
    "agent": frozenset(WORK),
    "sales": frozenset(WORK | {"customers:delete", "orders:price"}),
    "analyst": frozenset(READS | {"audit:read", "identity:tokens"}),
    "integration": frozenset(READS | MACHINE),
}
EVERY_SCOPE = frozenset().union(*SCOPES.values())
OWN_TOKENS = "identity:tokens"  # no credential carries it: one that expires could make one that lives longer


def scopes_of(roles: Iterable[str]) -> frozenset[str]:
    """All that somebody with these roles may do."""
    return frozenset().union(*(SCOPES[role] for role in roles))


def narrowed(asked: str | None, allowed: Iterable[str]) -> frozenset[str]:
    """The scopes asked for (separated by spaces) that are allowed; all that are, where none were asked for."""
    return frozenset(allowed) & frozenset(asked.split()) if asked else frozenset(allowed)
