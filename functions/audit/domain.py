"""What the log knows of others: which of their events concern security, and who may read which history."""

from onestop.errors import NotFound

# The two lists in which entries stand by time.
CHANGES, SECURITY = "changes", "security"
WATCHED = frozenset({"identity"})

# Who may read a thing may read how it came to be what it is: the scope with which its own capability shows it. What
# belongs to one member alone there (a view, a macro) has its history read by those who administrate.
_READ_WITH = {
    "audit:read": ("security",),
    "catalog:read": ("price-books", "prices", "products", "tax-classes", "variants"),
    "customers:read": (
        "consents", "customer-fields", "customer-lists", "customers", "links", "memberships", "notes",
    ),
    "floor:lead": ("alerts",),
    "floor:read": ("alert-rules",),
    "identity:admin": ("api-keys", "clients", "tokens"),
    "identity:read": ("members", "tenants"),
    "orders:read": (
        "cancellations", "documents", "order-notes", "order-settings", "orders", "sagas", "shipments",
    ),
    "payments:read": ("differences", "payments", "reconciliations"),
    "returns:read": ("return-settings", "returns"),
    "routing:admin": ("simulations",),
    "routing:read": ("queues", "routing-policies", "routing-profiles", "work"),
    "stock:read": ("locations", "reservations", "stock-movements"),
    "tickets:admin": ("macros", "saved-replies", "views"),
    "tickets:read": (
        "automation-rules", "automation-runs", "batch-jobs", "calendars", "sla-policies", "sla-recalculations",
        "ticket-attachments", "ticket-comments", "ticket-links", "ticket-merges", "ticket-notices", "ticket-settings",
        "ticket-statuses", "ticket-types", "tickets", "web-forms",
    ),
    "workforce:read": (
        "agents", "duties", "leaves", "presence", "shifts", "skills", "teams", "workforce-settings",
    ),
}  # fmt: skip
SCOPES = {things: scope for scope, those in _READ_WITH.items() for things in those}


def list_of(source: str) -> str:
    """The list of an entry: who got in, who may what, and what was tried, apart from everything else."""
    return SECURITY if source in WATCHED else CHANGES


def scope_of(things: str) -> str:
    """The scope that reading the history of `things` needs; `NotFound` where nobody has such things."""
    if things not in SCOPES:
        raise NotFound(f"Nothing here is called {things}.")
    return SCOPES[things]
