"""What would break the clients of the last release: of the API, and of each event."""

from collections.abc import Iterator, Mapping
from typing import Any

from infra.contracts.shapes import Comparison, Document

Json = Mapping[str, Any]


def of_document(old: Json, new: Json) -> list[str]:
    """Each breaking change from one OpenAPI document to the next, as a sentence that begins with its place."""
    found = []
    for path, methods in old["paths"].items():
        for method, before in methods.items():
            place = f"{method.upper()} {path}"
            after = new["paths"].get(path, {}).get(method)
            found += [f"{place} is gone"] if after is None else _Operation(old, new, before, after).breaks(place)
    return found


def of_event(old: Json, new: Json) -> list[str]:
    """Each breaking change from one schema of an event to the next."""
    return sorted(Comparison(Document(old), Document(new)).loosened(old, new, "detail"))


class _Operation:
    """One route before and after."""

    def __init__(self, old: Json, new: Json, before: Json, after: Json) -> None:
        self.old, self.new = Document(old), Document(new)
        self.before, self.after = before, after
        self.comparison = Comparison(self.old, self.new)

    def breaks(self, place: str) -> list[str]:
        found = [*self._security(), *self._parameters(), *self._body(), *self._answers()]
        return [f"{place}: {each}" for each in sorted(found)]

    def _security(self) -> Iterator[str]:
        if self.after["security"] and not self.before["security"]:
            yield "a token is now needed"
        elif self.before["security"]:
            more = _scopes(self.after) - _scopes(self.before)
            yield from (f"the scope {scope} is now needed" for scope in sorted(more))

    def _parameters(self) -> Iterator[str]:
        before, after = _parameters(self.old, self.before), _parameters(self.new, self.after)
        for name, now in after.items():
            if now.get("required") and not before.get(name, {}).get("required"):
                yield f"parameter {name} is now required"
        for name, then in before.items():
            if name not in after:
                yield f"parameter {name} is no longer taken"
            else:
                yield from self.comparison.narrowed(then["schema"], after[name]["schema"], name)

    def _body(self) -> Iterator[str]:
        before, after = (each.get("requestBody", {}).get("content", {}) for each in (self.before, self.after))
        if after and not before:
            yield "a body is now needed"
        for media, then in before.items():
            if media not in after:
                yield f"no longer takes {media}"
            else:
                yield from self.comparison.narrowed(then["schema"], after[media]["schema"], "body")

    def _answers(self) -> Iterator[str]:
        for status, then in self.before["responses"].items():
            if not status.startswith("2"):
                continue
            now = self.after["responses"].get(status)
            if now is None:
                yield f"no longer answers {status}"
                continue
            yield from (f"{status} has no {name}" for name in then.get("headers", {}) if name not in now["headers"])
            yield from self._contents(status, then.get("content", {}), now.get("content", {}))

    def _contents(self, status: str, before: Json, after: Json) -> Iterator[str]:
        for media, then in before.items():
            if media not in after:
                yield f"{status} is no longer {media}"
            else:
                yield from self.comparison.loosened(then["schema"], after[media]["schema"], status)


def _parameters(document: Document, operation: Json) -> dict[str, Json]:
    found = [document.resolved(each) for each in operation.get("parameters", [])]
    return {each["name"]: each for each in found}


def _scopes(operation: Json) -> set[str]:
    return {scope for need in operation["security"] for scopes in need.values() for scope in scopes}
