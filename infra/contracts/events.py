"""The JSON Schema of each published event: the envelope of every event around the record of this one."""

from pydantic import BaseModel

from infra.contracts.schemas import OUT, Json, Schemas
from onestop.events import Kind

TEXT: Json = {"type": "string"}
MAYBE: Json = {"type": ["string", "null"]}
ULID: Json = {"type": "string", "pattern": "^[0-7][0-9A-HJKMNP-TV-Z]{25}$"}
MOMENT: Json = {"type": "string", "format": "date-time"}
CHANGE: Json = {
    "type": "object",
    "required": ["before", "after"],
    "additionalProperties": False,
    "properties": {"before": {}, "after": {}},
}


def name_of(kind: Kind) -> str:
    """`CustomerRegistered.v1`, as its files are called."""
    return f"{kind.name}.v{kind.version}"


def build(capability: str, kind: Kind, model: type[BaseModel]) -> Json:
    """The schema of an event's `detail`."""
    schemas = Schemas([(model, OUT)], template="#/$defs/{model}")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": name_of(kind),
        "description": f"The detail of {kind.name}, version {kind.version}, from onestop.{capability}.",
        **_closed(_envelope(kind, schemas.of(model, OUT))),
        "$defs": schemas.definitions,
    }


def _envelope(kind: Kind, record: Json) -> dict[str, Json]:
    return {
        "specversion": {"const": "1.0"},
        "id": ULID,
        "type": {"const": kind.name},
        "version": {"const": kind.version},
        "time": MOMENT,
        "tenant": ULID,
        "actor": TEXT,
        "address": MAYBE,
        "correlation": TEXT,
        "causation": MAYBE,
        "subject": TEXT,
        "sequence": {"type": "integer", "minimum": 1},
        "data": _closed(
            {
                "record": record,
                "changes": {"type": "object", "additionalProperties": CHANGE},
                "customers": {"type": "array", "items": ULID},
            }
        ),
    }


def _closed(properties: dict[str, Json]) -> Json:
    return {
        "type": "object",
        "required": list(properties),
        "additionalProperties": False,
        "properties": properties,
    }
