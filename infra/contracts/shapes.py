"""Two versions of one JSON Schema: what would break whoever relies on the older one.

Who sends must still be able to send all that was taken: `narrowed`. Who receives must still find what was answered,
and nothing of another kind: `loosened`. A new optional field breaks neither.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Json = Mapping[str, Any]
UPPER = ("maximum", "maxLength", "maxItems", "maxProperties")
LOWER = ("minimum", "minLength", "minItems", "minProperties")
SAME = ("pattern", "format")
ANYTHING = "anything"
Choices = list[tuple[str, Json]]


@dataclass(frozen=True)
class Document:
    """A document with definitions, and where a reference leads in it."""

    root: Json

    def resolved(self, schema: Json) -> Json:
        """The schema itself, or the one that it refers to."""
        while "$ref" in schema:
            found: Any = self.root
            for part in schema["$ref"].removeprefix("#/").split("/"):
                found = found[part]
            schema = found
        return schema

    def choices(self, schema: Json) -> Choices:
        """The alternatives, each with a name: a reference has its own, everything else that of its type."""
        if "$ref" in schema:
            target = self.resolved(schema)
            return self.choices(target) if "anyOf" in target else [(schema["$ref"], target)]
        if "anyOf" in schema:
            return [choice for part in schema["anyOf"] for choice in self.choices(part)]
        return [(name, schema) for name in _types(schema)]


Judge = Callable[["Comparison", Json, Json, str], Iterator[str]]


@dataclass(frozen=True)
class Comparison:
    """An old and a new document; `seen` are the pairs under comparison, because a model may contain itself."""

    old: Document
    new: Document
    seen: frozenset[tuple[str, str]] = frozenset()

    def narrowed(self, old: Json, new: Json, where: str) -> Iterator[str]:
        """What was taken and is not any more."""
        yield from self._matched(self.old.choices(old), self.new.choices(new), _narrower, f"{where} no longer takes")

    def loosened(self, old: Json, new: Json, where: str) -> Iterator[str]:
        """What is answered now, or left out, that a reader of the old schema does not expect."""
        yield from self._matched(self.new.choices(new), self.old.choices(old), _looser, f"{where} may now be")

    def _matched(self, mine: Choices, others: Choices, judge: Judge, said: str) -> Iterator[str]:
        """Each of `mine` against the one of `others` that it is closest to."""
        where = said.split(" ", 1)[0]
        for name, schema in mine:
            fitting = [(key, each) for key, each in others if _fits(name, schema, key, each)]
            exact = [(key, each) for key, each in fitting if key == name] or fitting
            verdicts = [self._judged((name, key), schema, each, judge, where) for key, each in exact]
            yield from min(verdicts, key=len) if verdicts else [f"{said} {_spoken(name)}"]

    def _judged(self, pair: tuple[str, str], mine: Json, other: Json, judge: Judge, where: str) -> list[str]:
        if pair in self.seen:
            return []
        deeper = self.seen | {pair} if pair[0].startswith("#") else self.seen
        return list(judge(Comparison(self.old, self.new, deeper), mine, other, where))


def _narrower(within: Comparison, old: Json, new: Json, where: str) -> Iterator[str]:
    if gone := _values(old, new):
        yield f"{where} no longer takes {gone}"
    yield from (f"{where} has a narrower {name}" for name in _tightened(old, new))
    yield from (f"{where}/{name} is now required" for name in _required(new) - _required(old))
    there, now = old.get("properties", {}), new.get("properties", {})
    closed = new.get("additionalProperties") is False
    yield from (f"{where}/{name} is no longer taken" for name in there if closed and name not in now)
    for name in there.keys() & now.keys():
        yield from within.narrowed(there[name], now[name], f"{where}/{name}")
    for inner, place in _inner(old, new):
        yield from within.narrowed(*inner, f"{where}/{place}")


def _looser(within: Comparison, new: Json, old: Json, where: str) -> Iterator[str]:
    if added := _values(new, old):
        yield f"{where} may now be {added}"
    there, now = old.get("properties", {}), new.get("properties", {})
    yield from (f"{where}/{name} is gone" for name in there if name not in now)
    lost = (_required(old) - _required(new)) & now.keys()
    yield from (f"{where}/{name} is no longer always there" for name in lost)
    for name in there.keys() & now.keys():
        yield from within.loosened(there[name], now[name], f"{where}/{name}")
    for inner, place in _inner(old, new):
        yield from within.loosened(*inner, f"{where}/{place}")


def _types(schema: Json) -> list[str]:
    said = schema.get("type")
    if said is not None:
        return [said] if isinstance(said, str) else list(said)
    values = schema.get("enum", [schema["const"]] if "const" in schema else [])
    return sorted({_TYPE_OF[type(each)] for each in values}) or [ANYTHING]


_TYPE_OF = {str: "string", bool: "boolean", int: "integer", float: "number", type(None): "null"}


def _fits(name: str, mine: Json, other_name: str, other: Json) -> bool:
    """Whether every value of the one type is of the other's."""
    kind = name if not name.startswith("#") else _types(mine)[0]
    other_kind = other_name if not other_name.startswith("#") else _types(other)[0]
    return other_kind in (kind, ANYTHING) or (kind, other_kind) == ("integer", "number")


def _values(wider: Json, narrower: Json) -> str:
    """The values of the first schema that the second does not have, in words; empty when there are none."""
    has, allowed = (_listed(each) for each in (wider, narrower))
    if allowed is None:
        return ""
    if has is None:
        return f"anything but {', '.join(map(str, allowed))}"
    return ", ".join(str(each) for each in has if each not in allowed)


def _listed(schema: Json) -> list[Any] | None:
    found: list[Any] | None = schema.get("enum", [schema["const"]] if "const" in schema else None)
    return found


def _tightened(old: Json, new: Json) -> Iterator[str]:
    infinite = float("inf")
    yield from (name for name in UPPER if new.get(name, infinite) < old.get(name, infinite))
    yield from (name for name in LOWER if new.get(name, -infinite) > old.get(name, -infinite))
    yield from (name for name in SAME if name in new and new[name] != old.get(name))


def _required(schema: Json) -> set[str]:
    return set(schema.get("required", []))


def _inner(old: Json, new: Json) -> Iterator[tuple[tuple[Json, Json], str]]:
    """The elements of lists and the values of maps, where both have a schema."""
    for name in ("items", "additionalProperties"):
        if isinstance(old.get(name), Mapping) and isinstance(new.get(name), Mapping):
            yield (old[name], new[name]), "*"
    shared = old.get("patternProperties", {}).keys() & new.get("patternProperties", {}).keys()
    yield from (((old["patternProperties"][key], new["patternProperties"][key]), "*") for key in sorted(shared))


def _spoken(name: str) -> str:
    return name.rsplit("/", 1)[-1]
