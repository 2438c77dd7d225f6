"""Many products in one request."""

from typing import Annotated, Literal

from pydantic import Field, JsonValue

from catalog.schemas.product import NewProduct
from catalog.schemas.variant import NewVariant
from onestop.models import Model, Sku, Ulid


class Batch(Model):
    """Up to 100 rows. `create` refuses a SKU that is there, `upsert` changes what it belongs to."""

    mode: Literal["create", "upsert"] = "create"
    items: Annotated[list[dict[str, JsonValue]], Field(min_length=1, max_length=100)]


class ImportRow(NewProduct):
    """A product and the one variant in which it is sold."""

    variant: NewVariant


class BatchItem(Model):
    """What became of one row: the status it would have had alone, and the record or the problem."""

    index: int
    status: int
    outcome: Literal["created", "updated", "unchanged", "failed"]
    sku: Sku | None = None
    product: Ulid | None = None
    variant: Ulid | None = None
    problem: dict[str, JsonValue] | None = None


class BatchResult(Model):
    """One entry per row, in order."""

    data: list[BatchItem]
