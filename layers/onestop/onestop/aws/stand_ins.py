"""PynamoDB without the half of botocore that only its own client needs.

`pynamodb.connection` imports botocore's client, session and configuration as soon as it is imported itself: more
modules and more CPU than the rest of a cold start. Over our own transport it calls none of them. It wants
`ClientError`, a function to keep for later, and a few classes for annotations. These stand in for those modules while
it is imported; whoever imports botocore afterwards gets the real one, and so does a connection that wants a client of
botocore after all.
"""

import importlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

import botocore
from botocore.exceptions import ClientError

TYPES_ONLY = "pynamodb.connection._botocore_private"  # what botocore's classes look like inside, for type checkers


class _StandIn(ModuleType):
    """Has what PynamoDB takes while it is imported, and sends whoever wants more later to the real module."""

    def __getattr__(self, wanted: str) -> Any:
        if wanted.startswith("__") or sys.modules.get(self.__name__) is self:
            raise AttributeError(f"the stand-in for {self.__name__} has no {wanted}")
        return getattr(importlib.import_module(self.__name__), wanted)


@contextmanager
def standing_in() -> Iterator[None]:
    """While PynamoDB is imported. Does nothing where calls go through botocore, or botocore's client is here anyway."""
    if os.environ.get("ONESTOP_TRANSPORT") == "botocore" or "botocore.client" in sys.modules:
        yield
        return
    absent = {name: content for name, content in _contents().items() if name not in sys.modules}
    for name, content in absent.items():
        _put(name, content)
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]


def _contents() -> dict[str, dict[str, Any]]:
    return {
        "botocore.client": {"ClientError": ClientError},
        "botocore.config": {},
        "botocore.session": {"get_session": _real_session, "Session": object},
        TYPES_ONLY: {"BotocoreBaseClientPrivate": object},
    }


def _real_session() -> Any:
    """What PynamoDB keeps as botocore's `get_session`."""
    return importlib.import_module("botocore.session").get_session()


def _put(name: str, content: dict[str, Any]) -> None:
    """A module where `import` looks first, and in its package, where the real one takes its place when it comes."""
    module = _StandIn(name)
    vars(module).update(content)
    sys.modules[name] = module
    package, _, child = name.rpartition(".")
    if package == botocore.__name__:
        setattr(botocore, child, module)
