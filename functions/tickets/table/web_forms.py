"""Forms by which anybody may open a ticket."""

from onestop.pynamo import BooleanAttribute, JSONAttribute, NumberAttribute, UnicodeAttribute
from onestop.tables import key
from tickets.table.base import Row


class WebForm(Row, discriminator="web-form"):
    """A form. `texts` are title, intro and thanks by language; `fields` the custom fields that it asks for."""

    PUBLIC = (
        "id", "key", "name", "active", "ticket_type", "texts", "fields", "tags", "created_at", "updated_at", "version",
    )  # fmt: skip

    id = UnicodeAttribute()
    key = UnicodeAttribute()
    name = UnicodeAttribute()
    active = BooleanAttribute(default=True)
    ticket_type = UnicodeAttribute(attr_name="ticketType", null=True)
    texts = JSONAttribute()
    fields = JSONAttribute(default=list)
    tags = JSONAttribute(default=list)
    created_at = UnicodeAttribute(attr_name="createdAt")
    updated_at = UnicodeAttribute(attr_name="updatedAt")

    def subject(self) -> str:
        return f"web-forms/{self.id}"


class Visits(Row, discriminator="visits"):
    """How often an address (its digest) has used a form lately; removed when that no longer matters."""

    count = NumberAttribute()


def web_form_keys(tenant: str, form_id: str) -> tuple[str, str]:
    return key(tenant, "web-forms"), f"form#{form_id}"


def visits_keys(tenant: str, form_id: str, visitor: str, hour: str) -> tuple[str, str]:
    return key(tenant, "visits", form_id, visitor), hour
