"""Names that a package has although it has not imported them: each is imported when somebody asks for it."""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def later(package: str, homes: Mapping[str, str]) -> Callable[[str], Any]:
    """The `__getattr__` (PEP 562) of a package; `homes` maps its modules to the names that it takes from them.

    `__getattr__ = later(__name__, {"link": "Link NewLink"})` gives it `Link` and `NewLink` of its module `link`.
    """
    home_of = {name: module for module, names in homes.items() for name in names.split()}

    def find(name: str) -> Any:
        if name not in home_of:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{home_of[name]}"), name)

    return find
