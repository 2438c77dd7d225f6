"""What came in, as the models that a route takes. Imported when there is something to check: pydantic loads slowly."""

from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from onestop.errors import BadParameter, Invalid
from onestop.http.body import UNPRINTABLE
from onestop.stand_ins import standing_in

# Pydantic's search for plugins is switched off (`onestop/__init__.py`), but would load what it searches with.
with standing_in({"importlib.metadata": {}}):
    import_module("pydantic.plugin._loader")

AnyModel = TypeVar("AnyModel", bound=BaseModel)


def modelled(model: type[AnyModel], value: Any) -> AnyModel:
    """`value` as the model that the route takes; `Invalid` with a pointer to each fault."""
    try:
        return model.model_validate(value)
    except ValidationError as failure:
        raise Invalid(errors=pointers(failure)) from failure


def query(model: type[AnyModel], event: Mapping[str, Any]) -> AnyModel:
    """The query string as the route's model; an unknown, repeated or wrong parameter is `BadParameter`."""
    given = event.get("multiValueQueryStringParameters") or {}
    twice = [name for name, values in given.items() if len(values) > 1]
    if twice:
        raise BadParameter(errors=[{"pointer": f"/{name}", "reason": "is given twice"} for name in twice])
    values = {name: found[0] for name, found in given.items()}
    if any(UNPRINTABLE.search(name + value) for name, value in values.items()):
        raise BadParameter("A parameter has characters that are no text.")
    try:
        return model.model_validate(values)
    except ValidationError as failure:
        raise BadParameter(errors=pointers(failure)) from failure


def pointers(failure: ValidationError) -> list[dict[str, str]]:
    """Each complaint of pydantic as a JSON pointer and a reason; the refused value itself is not repeated."""
    return [
        {"pointer": _pointer(each["loc"]), "reason": each["msg"].removeprefix("Value error, ")}
        for each in failure.errors(include_url=False, include_input=False, include_context=False)
    ]


def _pointer(location: Iterable[int | str]) -> str:
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in location)
