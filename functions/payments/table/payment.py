"""The payment itself, and how it is found by its customer."""

from dataclasses import asdict
from typing import Any

from onestop import due, lists, once, tables
from onestop.pynamo import BooleanAttribute, JSONAttribute, NumberAttribute, UnicodeAttribute
from onestop.tables import key
from payments.domain.balance import Balance, state
from payments.domain.operation import Operation
from payments.table.base import ByCreation, ByState, Row
from payments.table.moves import Move, move_keys

FIGURES = ("authorised", "captured", "reduced", "refunded")


class Payment(Row, discriminator="payment"):
    """The payment of an order, whose id it has. `pending` is asked of the provider and has no outcome yet.

    `version` counts what is told by an event; `revision` every write, because an intention is written and not told.
    """

    PUBLIC = (
        "id", "order", "customer", "state", "amount", "method", *FIGURES, "pending", "last", "step", "created_at",
        "updated_at", "version",
    )  # fmt: skip

    by_creation, by_state = ByCreation(), ByState()
    listed = UnicodeAttribute()
    stated = UnicodeAttribute()
    state_key = UnicodeAttribute(attr_name="stateKey")
    revision = NumberAttribute(default=0)
    closing = BooleanAttribute(default=False)
    closed = BooleanAttribute(default=False)
    declined = BooleanAttribute(default=False)

    id = UnicodeAttribute()
    order = UnicodeAttribute()
    customer = UnicodeAttribute(null=True)
    state = UnicodeAttribute()
    amount = JSONAttribute(null=True)
    method = JSONAttribute(null=True)
    authorised = JSONAttribute(null=True)
    captured = JSONAttribute(null=True)
    reduced = JSONAttribute(null=True)
    refunded = JSONAttribute(null=True)
    pending = JSONAttribute(default=list)
    last = JSONAttribute(null=True)
    step = JSONAttribute(null=True)
    created_at = UnicodeAttribute(attr_name="createdAt")
    updated_at = UnicodeAttribute(attr_name="updatedAt")

    def subject(self) -> str:
        return f"payments/{self.id}"

    def about(self) -> list[str]:
        return [self.customer] if self.customer else []

    @property
    def tenant(self) -> str:
        return str(self.pk.partition("#")[0])

    @property
    def currency(self) -> str:
        """ISO 4217; the tombstone of a payment that never came has none."""
        return str(self.amount["currency"]) if self.amount else "XXX"

    def balance(self) -> Balance:
        """What the rules decide about."""
        authorised, *rest = (getattr(self, name) and getattr(self, name)["amount"] for name in FIGURES)
        pending = tuple(Operation(**each) for each in self.pending)
        flags = {"declined": self.declined, "closing": self.closing, "closed": self.closed}
        captured, reduced, refunded = (each or 0 for each in rest)
        return Balance(authorised, captured, reduced, refunded, **flags, pending=pending)

    def keep(self, balance: Balance, look_at: str) -> None:
        """Take over a balance; as long as something is pending, somebody looks again at `look_at`."""
        for name in FIGURES:
            amount = getattr(balance, name)
            setattr(self, name, None if amount is None else {"amount": amount, "currency": self.currency})
        self.declined, self.closing, self.closed = balance.declined, balance.closing, balance.closed
        self.pending = [asdict(each) for each in balance.pending]
        self.state = state(balance)
        self.stated, self.state_key = lists.partition(self.tenant, f"payments/{self.state}", self.id), self.id
        self.waiting, self.due = (due.partition(self.id), look_at) if balance.pending else (None, None)


class OfCustomer(Row, discriminator="of-customer"):
    """That a customer has a payment."""


class Guard(Row, once.Guard, discriminator="guard"):
    """Which request with an Idempotency-Key was carried out."""


def payment_pk(tenant: str, payment_id: str) -> str:
    """The partition of a payment and of its moves."""
    return key(tenant, "payment", payment_id)


def customer_pk(tenant: str, customer_id: str) -> str:
    """The payments of a customer."""
    return key(tenant, "customer", customer_id)


def fetch(tenant: str, payment_id: str, *, consistent: bool = False) -> Any:
    """A payment, or None: 1 call, 0.5 read units."""
    return tables.get(Payment, payment_pk(tenant, payment_id), "record", consistent=consistent)


def fetch_with(tenant: str, payment_id: str, kind: str, cause: str) -> tuple[Payment | None, Move | None]:
    """A payment as it is now, and its move of a kind and cause where there was one: 1 call, 2 read units."""
    record, moved = (payment_pk(tenant, payment_id), "record"), move_keys(payment_pk(tenant, payment_id), kind, cause)
    found = {(row.pk, row.sk): row for row in tables.get_many(Row, [record, moved], consistent=True)}
    return found.get(record), found.get(moved)
