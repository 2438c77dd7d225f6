"""Pydantic's models as JSON Schema 2020-12, the dialect of OpenAPI 3.1."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

Json = dict[str, Any]
Mode = Literal["validation", "serialization"]
IN: Mode = "validation"
OUT: Mode = "serialization"
COMPONENT = "#/components/schemas/{model}"


class _Untitled(GenerateJsonSchema):
    """A title that only repeats the field's name tells nobody anything."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


class Schemas:
    """All models of a document at once, so that two of one name do not become one."""

    def __init__(self, wanted: Iterable[tuple[Any, Mode]], template: str = COMPONENT) -> None:
        pairs = {(kind, mode) for kind, mode in wanted if kind is not None}
        ordered = sorted(pairs, key=lambda pair: (_address(pair[0]), pair[1]))
        inputs = [(_key(kind), mode, TypeAdapter(kind)) for kind, mode in ordered]
        self._found, rest = TypeAdapter.json_schemas(inputs, ref_template=template, schema_generator=_Untitled)
        self.definitions: Json = dict(sorted(rest.get("$defs", {}).items()))

    def of(self, kind: Any, mode: Mode) -> Json:
        """The schema of a type, mostly a reference to a definition."""
        return dict(self._found[(_key(kind), mode)])

    def properties(self, kind: Any, mode: Mode = IN) -> tuple[Mapping[str, Json], list[str]]:
        """The properties of a model, and which of them are required."""
        schema = self.of(kind, mode)
        whole = self.definitions[schema["$ref"].rsplit("/", 1)[1]] if "$ref" in schema else schema
        return whole.get("properties", {}), whole.get("required", [])


def _key(kind: Any) -> Any:
    return kind if isinstance(kind, type) else repr(kind)


def _address(kind: Any) -> str:
    return f"{kind.__module__}.{kind.__qualname__}" if isinstance(kind, type) else repr(kind)


def without_null(schema: Json) -> Json:
    """What may be given for an optional parameter: there is no way to write null in a query string."""
    choices = [each for each in schema.get("anyOf", []) if each != {"type": "null"}]
    rest = {name: value for name, value in schema.items() if name != "anyOf"}
    if rest.get("default", "") is None:
        del rest["default"]
    return rest | (choices[0] if len(choices) == 1 else {"anyOf": choices} if choices else {})
