"""Finding a function by its handler string, as Lambda does."""

import importlib
from collections.abc import Callable
from typing import Any


def resolved(handler: str) -> Callable[[Any, Any], Any]:
    """The function that a handler string names."""
    module, _, name = handler.rpartition(".")
    found: Callable[[Any, Any], Any] = getattr(importlib.import_module(module), name)
    return found
