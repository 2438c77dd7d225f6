"""What a tenant decided about its desk: settings, statuses and types. One query reads it all."""

from onestop.pynamo import BooleanAttribute, JSONAttribute, NumberAttribute, UnicodeAttribute
from onestop.tables import key
from tickets.table.base import Row


class Settings(Row, discriminator="settings"):
    """How long a solved ticket may come back, and when it is closed; in days."""

    PUBLIC = ("reopen_days", "close_days", "updated_at", "version")

    reopen_days = NumberAttribute(attr_name="reopenDays")
    close_days = NumberAttribute(attr_name="closeDays", null=True)
    updated_at = UnicodeAttribute(attr_name="updatedAt")

    def subject(self) -> str:
        return "ticket-settings/all"


class Status(Row, discriminator="status"):
    """A status and the category that says what it means."""

    PUBLIC = ("key", "name", "category", "position", "retired", "created_at", "updated_at", "version")

    key = UnicodeAttribute()
    name = UnicodeAttribute()
    category = UnicodeAttribute()
    position = NumberAttribute(default=0)
    retired = BooleanAttribute(default=False)
    created_at = UnicodeAttribute(attr_name="createdAt")
    updated_at = UnicodeAttribute(attr_name="updatedAt")

    def subject(self) -> str:
        return f"ticket-statuses/{self.key}"


class TicketType(Row, discriminator="ticket-type"):
    """A kind of case and its form."""

    PUBLIC = (
        "key", "name", "fields", "required_on_create", "required_to_resolve", "retired", "created_at", "updated_at",
        "version",
    )  # fmt: skip

    key = UnicodeAttribute()
    name = UnicodeAttribute()
    fields = JSONAttribute(default=list)
    required_on_create = JSONAttribute(attr_name="requiredOnCreate", default=list)
    required_to_resolve = JSONAttribute(attr_name="requiredToResolve", default=list)
    retired = BooleanAttribute(default=False)
    created_at = UnicodeAttribute(attr_name="createdAt")
    updated_at = UnicodeAttribute(attr_name="updatedAt")

    def subject(self) -> str:
        return f"ticket-types/{self.key}"


def desk_pk(tenant: str) -> str:
    return key(tenant, "desk")


def status_keys(tenant: str, name: str) -> tuple[str, str]:
    return desk_pk(tenant), f"status#{name}"


def type_keys(tenant: str, name: str) -> tuple[str, str]:
    return desk_pk(tenant), f"type#{name}"
