"""What was asked of a provider, and what came of it."""

from onestop import lists
from onestop.pynamo import JSONAttribute, NumberAttribute, UnicodeAttribute
from payments.table.base import ByState, Row


class Move(Row, discriminator="move"):
    """The latest attempt of one operation of a payment, written together with what it made of the payment.

    Moves that a provider has in its books are listed by their day and reference, to be compared with them.
    """

    PUBLIC = (
        "reference", "operation", "cause", "state", "amount", "provider", "provider_id", "attempt", "reason", "actor",
        "step", "at",
    )  # fmt: skip

    by_day = ByState()
    stated = UnicodeAttribute(null=True)
    state_key = UnicodeAttribute(attr_name="stateKey", null=True)

    reference = UnicodeAttribute()
    operation = UnicodeAttribute()
    cause = UnicodeAttribute()
    state = UnicodeAttribute()
    amount = JSONAttribute()
    provider = UnicodeAttribute(null=True)
    provider_id = UnicodeAttribute(attr_name="providerId", null=True)
    attempt = NumberAttribute()
    reason = UnicodeAttribute(null=True)
    actor = UnicodeAttribute()
    step = JSONAttribute(null=True)
    at = UnicodeAttribute()


def move_keys(payment_pk: str, kind: str, cause: str) -> tuple[str, str]:
    return payment_pk, f"move#{kind}#{cause}"


def days_partition(day: str, payment_id: str) -> str:
    """Where the moves of a payment on a day are listed."""
    return lists.partition(lists.ALL_TENANTS, f"moves/{day}", payment_id)


def days_partitions(day: str) -> list[str]:
    """All moves of a day; tenant by tenant, because a reference begins with it."""
    return lists.partitions(lists.ALL_TENANTS, f"moves/{day}")
