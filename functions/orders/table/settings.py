"""What a tenant decided about its orders."""

from onestop.pynamo import JSONAttribute, NumberAttribute, UnicodeAttribute
from onestop.tables import key
from orders.table.base import Row


class OrderSettings(Row, discriminator="settings"):
    """How long pieces are held for an order that is being confirmed, and what is a risk."""

    PUBLIC = ("reservation_seconds", "risk", "updated_at", "version")

    reservation_seconds = NumberAttribute(attr_name="reservationSeconds")
    risk = JSONAttribute()
    updated_at = UnicodeAttribute(attr_name="updatedAt")

    def subject(self) -> str:
        return "order-settings/all"


def settings_keys(tenant: str) -> tuple[str, str]:
    return key(tenant, "order-settings"), "record"
