"""The return itself."""

from onestop.pynamo import JSONAttribute, NumberAttribute, UnicodeAttribute
from onestop.tables import key
from returns.table.base import ByCreation, ByCustomer, ByState, ByUpdate, Row


class Return(Row, discriminator="return"):
    """Pieces of one order that come back. The keys above the id place it in the indexes.

    `attempt` counts the sagas that were begun for it, from 1; `step` says which step of one wrote this version.
    """

    PUBLIC = (
        "id", "order", "customer", "currency", "state", "wanted", "lines", "exchange", "fee_rate", "refund", "attempt",
        "reason", "failure", "credit_note", "exchange_order", "exchange_failure", "step", "created_at",
        "updated_at", "version",
    )  # fmt: skip

    by_creation, by_update, by_customer, by_state = ByCreation(), ByUpdate(), ByCustomer(), ByState()
    listed = UnicodeAttribute()
    update_key = UnicodeAttribute(attr_name="updateKey")
    of_customer = UnicodeAttribute(attr_name="ofCustomer")
    in_state = UnicodeAttribute(attr_name="inState")

    id = UnicodeAttribute()
    order = UnicodeAttribute()
    customer = UnicodeAttribute()
    currency = UnicodeAttribute()
    state = UnicodeAttribute()
    wanted = UnicodeAttribute()
    lines = JSONAttribute()
    exchange = JSONAttribute(default=list)
    fee_rate = UnicodeAttribute(attr_name="feeRate", default="0")
    refund = JSONAttribute(null=True)
    attempt = NumberAttribute(default=1)
    reason = UnicodeAttribute(null=True)
    failure = JSONAttribute(null=True)
    credit_note = UnicodeAttribute(attr_name="creditNote", null=True)
    exchange_order = UnicodeAttribute(attr_name="exchangeOrder", null=True)
    exchange_failure = JSONAttribute(attr_name="exchangeFailure", null=True)
    step = JSONAttribute(null=True)
    created_at = UnicodeAttribute(attr_name="createdAt")
    updated_at = UnicodeAttribute(attr_name="updatedAt")

    def subject(self) -> str:
        return f"returns/{self.id}"

    def about(self) -> list[str]:
        return [self.customer]


def return_pk(tenant: str, return_id: str) -> str:
    return key(tenant, "return", return_id)
