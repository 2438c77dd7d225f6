"""Importing a library without the parts of others, or of itself, that it asks for but is not used for here.

A library imports what it might need; a cold start pays for all of it. While one is imported, stand-ins have the few
names that it takes from such a module at once. Whoever imports the module afterwards gets the real one, and so does
the library when it wants more of it after all.
"""

import importlib
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import ModuleType
from typing import Any

Contents = Mapping[str, Mapping[str, Any]]


class _StandIn(ModuleType):
    """Has what is taken while it stands in, and sends whoever wants more later to the real module."""

    def __getattr__(self, wanted: str) -> Any:
        if wanted.startswith("__") or sys.modules.get(self.__name__) is self:
            raise AttributeError(f"the stand-in for {self.__name__} has no {wanted}")
        return getattr(importlib.import_module(self.__name__), wanted)


@contextmanager
def standing_in(contents: Contents) -> Iterator[None]:
    """While a library is imported: `contents` are names by module. Modules that are loaded already stay as they are."""
    absent = [name for name in contents if name not in sys.modules]
    for name in absent:
        _put(name, contents[name])
    try:
        yield
    finally:
        for name in absent:
            sys.modules.pop(name, None)  # another thread may have imported the same


def _put(name: str, content: Mapping[str, Any]) -> None:
    """A module where `import` looks first, and in its package, where the real one takes its place when it comes."""
    module = _StandIn(name)
    vars(module).update(content)
    sys.modules[name] = module
    package, _, child = name.rpartition(".")
    if package in sys.modules:
        setattr(sys.modules[package], child, module)
