"""Between rows and models: filling a row, and checking what a patch makes of it like something that came in."""

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from onestop import records
from onestop.errors import Invalid
from onestop.http.problems import pointers
from onestop.tables import Row

AnyModel = TypeVar("AnyModel", bound=BaseModel)


def modelled(model: type[AnyModel], value: Any) -> AnyModel:
    """`value` as the model; `Invalid` with a pointer to each fault."""
    try:
        return model.model_validate(value)
    except ValidationError as failure:
        raise Invalid(errors=pointers(failure)) from failure


def patched(model: type[AnyModel], view: Mapping[str, Any], patch: Mapping[str, Any]) -> AnyModel:
    """What a record becomes by a merge patch, checked as a whole like a new one."""
    names = {info.alias or name for name, info in model.model_fields.items()}
    current = {name: value for name, value in view.items() if name in names and value is not None}
    return modelled(model, records.merged(current, patch))


def fill(row: Row, said: dict[str, Any]) -> None:
    """Set the fields of a row from their public names and values."""
    names = {attribute.attr_name: name for name, attribute in row.get_attributes().items()}
    for public, value in said.items():
        setattr(row, names[public], value)
