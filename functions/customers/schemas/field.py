"""Fields that a tenant defines while everything runs."""

import re
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from customers.domain.numbers import plain
from onestop.models import Language, Model, Short, Timestamp, patch_of

NAME = r"^[a-z][A-Za-z0-9]{0,49}$"
FieldName = Annotated[str, StringConstraints(pattern=NAME)]
FieldType = Literal[
    "text", "number", "integer", "boolean", "date", "datetime", "choice", "multi-choice", "url", "email", "phone",
    "money",
]  # fmt: skip
Bound = Annotated[str, StringConstraints(max_length=60), AfterValidator(plain)]
Option = Annotated[str, StringConstraints(min_length=1, max_length=100)]
CHOSEN, BOUNDED = ("choice", "multi-choice"), ("text", "number", "integer", "money")


def is_name(text: str) -> bool:
    """Whether a field can be called so."""
    return re.fullmatch(NAME, text) is not None


class Shape(Model):
    """What of a field may change later: a patch replaces `options` by a list that has at least the old ones.

    `minimum` and `maximum` bound numbers, the amount of money (in minor units) and the length of texts. `mask` is the
    shape of a text: `9` a digit, `A` a letter, `*` either, everything else itself.
    """

    label: Annotated[dict[Language, Short], Field(min_length=1, max_length=20)]
    options: Annotated[list[Option], Field(max_length=200)] = []
    applies_to: Annotated[list[Literal["person", "organisation"]], Field(min_length=1, max_length=2)] = [
        "person",
        "organisation",
    ]
    minimum: Bound | None = None
    maximum: Bound | None = None
    mask: Annotated[str, StringConstraints(min_length=1, max_length=100)] | None = None


class NewField(Shape):
    """The name is for programs and never changes, nor does the type; the labels are for people."""

    name: FieldName
    field_type: FieldType

    @model_validator(mode="after")
    def _coherent(self) -> Self:
        if bool(self.options) != (self.field_type in CHOSEN):
            raise ValueError("a choice needs options, and nothing else has any")
        if len(set(self.options)) < len(self.options):
            raise ValueError("an option is there twice")
        if (self.minimum or self.maximum) and self.field_type not in BOUNDED:
            raise ValueError("only texts, numbers and money have bounds")
        if self.minimum and self.maximum and Decimal(self.minimum) > Decimal(self.maximum):
            raise ValueError("the minimum is above the maximum")
        if self.mask and self.field_type != "text":
            raise ValueError("only a text has a mask")
        return self


FieldPatch = patch_of("FieldPatch", Shape, label=dict[Language, Short | None] | None)


class CustomField(NewField):
    """What is shown. A retired field can be read wherever it has a value, but no longer be set."""

    retired: bool
    created_at: Timestamp
    updated_at: Timestamp
    version: int
