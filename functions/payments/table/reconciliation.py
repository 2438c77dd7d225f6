"""Reconciliations and the differences that they find."""

from onestop.pynamo import JSONAttribute, UnicodeAttribute
from onestop.tables import key
from payments.table.base import ByCreation, ByState, Row


class Reconciliation(Row, discriminator="reconciliation"):
    """One comparison of a day with the provider's books. `position` is the last reference that was compared.

    `counts` are references by what came of them; `sums` are amounts by currency, side and operation.
    """

    PUBLIC = ("id", "day", "provider", "state", "counts", "sums", "created_at", "updated_at", "version")

    by_creation = ByCreation()
    listed = UnicodeAttribute()
    position = UnicodeAttribute(default="")

    id = UnicodeAttribute()
    day = UnicodeAttribute()
    provider = UnicodeAttribute()
    state = UnicodeAttribute()
    counts = JSONAttribute()
    sums = JSONAttribute()
    created_at = UnicodeAttribute(attr_name="createdAt")
    updated_at = UnicodeAttribute(attr_name="updatedAt")

    @property
    def tenant(self) -> str:
        return str(self.pk.partition("#")[0])

    def subject(self) -> str:
        return f"reconciliations/{self.id}"


class Difference(Row, discriminator="difference"):
    """One thing in which we and the provider do not agree. `here` and `there` are what either side says."""

    PUBLIC = (
        "id", "what", "reference", "payment", "order", "customer", "operation", "here", "there", "reconciliation",
        "state", "note", "settled_by", "created_at", "updated_at", "version",
    )  # fmt: skip

    by_creation, by_state = ByCreation(), ByState()
    listed = UnicodeAttribute()
    stated = UnicodeAttribute()
    state_key = UnicodeAttribute(attr_name="stateKey")

    id = UnicodeAttribute()
    what = UnicodeAttribute()
    reference = UnicodeAttribute()
    payment = UnicodeAttribute(null=True)
    order = UnicodeAttribute(null=True)
    customer = UnicodeAttribute(null=True)
    operation = UnicodeAttribute(null=True)
    here = JSONAttribute(null=True)
    there = JSONAttribute(default=list)
    reconciliation = UnicodeAttribute(null=True)
    state = UnicodeAttribute()
    note = UnicodeAttribute(null=True)
    settled_by = UnicodeAttribute(attr_name="settledBy", null=True)
    created_at = UnicodeAttribute(attr_name="createdAt")
    updated_at = UnicodeAttribute(attr_name="updatedAt")

    def subject(self) -> str:
        return f"differences/{self.id}"

    def about(self) -> list[str]:
        return [self.customer] if self.customer else []


class Found(Row, discriminator="found"):
    """That a difference is on record, under the id `difference`: a second look does not find it anew."""

    difference = UnicodeAttribute()


def reconciliation_pk(tenant: str, reconciliation_id: str) -> str:
    return key(tenant, "reconciliation", reconciliation_id)


def difference_pk(tenant: str, difference_id: str) -> str:
    return key(tenant, "difference", difference_id)


def found_keys(tenant: str, reference: str, what: str) -> tuple[str, str]:
    return key(tenant, "found", reference), what
