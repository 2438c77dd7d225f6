"""What the log knows of others: which of their events concern security, and who may read which history."""

from onestop.errors import NotFound

# The two lists in which entries stand by time.
CHANGES, SECURITY = "changes", "security"
WATCHED = frozenset({"identity"})

# Who may read a thing may read how it came to be what it is: the scope with which its own capability shows it.
SCOPES = {
    "customers": "customers:read",
    "consents": "customers:read",
    "customer-lists": "customers:read",
    "links": "customers:read",
    "memberships": "customers:read",
    "notes": "customers:read",
    "members": "identity:read",
    "tenants": "identity:read",
    "api-keys": "identity:admin",
    "clients": "identity:admin",
    "tokens": "identity:admin",
    "security": "audit:read",
}


def list_of(source: str) -> str:
    """The list of an entry: who got in, who may what, and what was tried, apart from everything else."""
    return SECURITY if source in WATCHED else CHANGES


def scope_of(things: str) -> str:
    """The scope that reading the history of `things` needs; `NotFound` where nobody has such things."""
    if things not in SCOPES:
        raise NotFound(f"Nothing here is called {things}.")
    return SCOPES[things]
