"""An encoded slash in a path belongs to its segment.

MiniStack matches routes against the decoded path, so `/v1/customers/a%2Fb` has a segment too many and is refused
with 403. The front leaves `%2F` (and `%25`, to keep the two apart) encoded; here the parameter is decoded, after
the route has been found.
"""

from collections.abc import Callable
from typing import Any

from ministack.services import apigateway_v1 as gateway


def apply() -> None:
    gateway._match_resource_tree = _decoding(gateway._match_resource_tree)
    gateway._match_greedy_fallback = _decoding(gateway._match_greedy_fallback)


def _decoding(match: Callable[..., tuple[Any, dict[str, str]]]) -> Callable[..., tuple[Any, dict[str, str]]]:
    def decoded(*request: Any) -> tuple[Any, dict[str, str]]:
        resource, parameters = match(*request)
        return resource, {name: _decode(value) for name, value in (parameters or {}).items()}

    return decoded


def _decode(value: str) -> str:
    return value.replace("%2F", "/").replace("%25", "%")
