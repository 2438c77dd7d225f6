"""Examples in the documents: the records of the example events, which a test holds to their schemas."""

import json
from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel

from infra.contracts.sources import ROOT, Capability
from onestop.http import Route

Json = dict[str, Any]


class Examples:
    """One example record for each model that an event carries."""

    def __init__(self, capabilities: Iterable[Capability]) -> None:
        self._records: dict[Any, Json] = {}
        for capability in capabilities:
            for kind, model in capability.published.items():
                path = ROOT / "events" / capability.name / f"{kind.name}.v{kind.version}.example.json"
                if path.exists():
                    record = json.loads(path.read_text("utf-8"))["data"]["record"]
                    self._records.setdefault(model, record)

    def of_answer(self, route: Route) -> Json:
        """`{"example": ...}` for what a route answers, or nothing."""
        record = self._records.get(route.returns)
        if record is None:
            return {}
        return {"example": {"data": [record], "page": {"next": None, "hasMore": False}} if route.many else record}

    def of_body(self, body: type[BaseModel]) -> Json:
        """`{"example": ...}` for a body: its own, or the fields that it shares with the record it is about, or none."""
        if own := (body.model_config.get("json_schema_extra") or {}).get("example"):
            return {"example": own}
        names = {field.alias or name for name, field in body.model_fields.items()}
        needed = {field.alias or name for name, field in body.model_fields.items() if field.is_required()}
        for model, record in self._records.items():
            shared = {name: value for name, value in record.items() if name in names and value not in (None, [], {})}
            if model.__module__ == body.__module__ and shared and needed <= shared.keys():
                return {"example": shared}
        return {}
