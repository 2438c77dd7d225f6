"""What stands beside the returns: the terms of a tenant, and what was done once."""

from onestop import once
from onestop.pynamo import NumberAttribute, UnicodeAttribute
from onestop.tables import key
from returns.table.base import Row


class Settings(Row, discriminator="settings"):
    """On which terms a tenant takes goods back."""

    PUBLIC = ("window_days", "fee_rate", "updated_at", "version")

    window_days = NumberAttribute(attr_name="windowDays", default=30)
    fee_rate = UnicodeAttribute(attr_name="feeRate", default="0")
    updated_at = UnicodeAttribute(attr_name="updatedAt", null=True)

    def subject(self) -> str:
        return "return-settings/terms"


class Guard(Row, once.Guard, discriminator="once"):
    """An idempotency key and what it made."""


def settings_pk(tenant: str) -> str:
    return key(tenant, "settings")
