"""A product: as it is sent, as it is changed, as it is shown."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from onestop.http import ListQuery
from onestop.models import Language, Model, Name, Short, Text, Timestamp, Ulid, patch_of

Tag = Annotated[str, StringConstraints(min_length=1, max_length=50)]
Category = Annotated[str, StringConstraints(min_length=1, max_length=100)]
Status = Literal["draft", "active", "retired"]
Names = Annotated[dict[Language, Name], Field(min_length=1, max_length=20)]


def _once_each(values: list[str]) -> list[str]:
    return sorted(set(values))


class NewProduct(Model):
    """Names and descriptions by language. Only what is `active` is for sale."""

    name: Names
    description: Annotated[dict[Language, Text], Field(max_length=20)] = {}
    status: Status = "draft"
    category: Category | None = None
    tags: Annotated[list[Tag], Field(max_length=20), AfterValidator(_once_each)] = []
    attributes: Annotated[dict[Short, Name], Field(max_length=50)] = {}


ProductPatch = patch_of(
    "ProductPatch",
    NewProduct,
    name=dict[Language, Name | None] | None,
    description=dict[Language, Text | None] | None,
    attributes=dict[Short, Name | None] | None,
)


class Product(NewProduct):
    """What is shown."""

    id: Ulid
    created_at: Timestamp
    updated_at: Timestamp
    version: int


class ProductQuery(ListQuery):
    """One way to look at the list: by a tag, by a category, or sorted by creation or last change."""

    tag: Tag | None = None
    category: Category | None = None
    updatedSince: Timestamp | None = None  # noqa: N815  the parameter's public name
    sort: Literal["createdAt", "-createdAt", "updatedAt", "-updatedAt"] | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if sum(each is not None for each in (self.tag, self.category, self.updatedSince)) > 1:
            raise ValueError("choose one of tag, category, updatedSince")
        needed = "updatedAt" if self.updatedSince else "createdAt" if self.tag or self.category else None
        if needed and self.sort and self.sort.lstrip("-") != needed:
            raise ValueError(f"so looked at, the list is sorted by {needed}")
        return self
