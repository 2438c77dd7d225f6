"""What state machines say about their data: reference paths, and templates of them (Amazon States Language)."""

import re
from collections.abc import Callable, Mapping
from typing import Any

Data = Mapping[str, Any]
Reading = Callable[[Data, Data], Any]
_PART = re.compile(r"\.?([A-Za-z_]\w*)|\[(\d+)\]")


class NoSuchPath(Exception):
    """A path leads nowhere: the error that Step Functions calls States.ParameterPathFailure."""


def reading(path: str) -> Reading:
    """Reads `$.a.b[0]` from the data, `$$.A.B` from the context object."""
    of_context, parts = path.startswith("$$"), _parts(path.lstrip("$"))

    def read(data: Data, context: Data) -> Any:
        value: Any = context if of_context else data
        try:
            for part in parts:
                value = value[part]
        except (KeyError, IndexError, TypeError):
            raise NoSuchPath(path) from None
        return value

    return read


def _parts(path: str) -> list[str | int]:
    return [name or int(number) for name, number in _PART.findall(path)]


def filling(template: Any) -> Reading:
    """Fills a template: members whose names end in `.$` are paths, all others are what they are."""
    if isinstance(template, list):
        each = [filling(part) for part in template]
        return lambda data, context: [fill(data, context) for fill in each]
    if not isinstance(template, dict):
        return lambda data, context: template
    members = {
        name.removesuffix(".$"): reading(value) if name.endswith(".$") else filling(value)
        for name, value in template.items()
    }
    return lambda data, context: {name: fill(data, context) for name, fill in members.items()}


def placed(data: Data, path: str | None, value: Any) -> Data:
    """The data with `value` at a ResultPath; unchanged where that is None. Nothing that is there is written into."""
    if path is None:
        return data
    return _with(data, path.removeprefix("$").strip(".").split("."), value)


def _with(data: Data, names: list[str], value: Any) -> Data:
    if names == [""]:
        return dict(value)
    first, *rest = names
    return {**data, first: _with(data.get(first, {}), rest, value) if rest else value}
