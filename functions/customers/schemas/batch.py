"""Many customers in one request."""

from typing import Annotated, Literal

from pydantic import Field, JsonValue

from onestop.models import Model, Ulid

BY = r"^(email|phone|externalId:[A-Za-z][A-Za-z0-9_.-]{0,49})$"


class Batch(Model):
    """Up to 100 customers. `create` refuses what is there, `upsert` changes the one with the same `matchBy`."""

    mode: Literal["create", "upsert"] = "create"
    match_by: Annotated[str, Field(pattern=BY)] = "email"
    allow_duplicates: bool = False
    items: Annotated[list[dict[str, JsonValue]], Field(min_length=1, max_length=100)]


class BatchItem(Model):
    """What became of one item: the status it would have had alone, and the record or the problem."""

    index: int
    status: int
    outcome: Literal["created", "updated", "unchanged", "failed"]
    id: Ulid | None = None
    problem: dict[str, JsonValue] | None = None


class BatchResult(Model):
    """One entry per item, in order."""

    data: list[BatchItem]
