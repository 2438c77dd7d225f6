"""Modules, and names of a package, that are imported when somebody asks for them first."""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from onestop.stand_ins import Contents, standing_in


class Later:
    """A module that most processes do without: `jwt = Later("jwt")`, and `jwt.decode(…)` imports it.

    `without` are modules that it would import but is not used for here; see `stand_ins`.
    """

    def __init__(self, name: str, without: Contents | None = None) -> None:
        self._name, self._without = name, without or {}

    def __getattr__(self, wanted: str) -> Any:
        with standing_in(self._without):
            found = getattr(import_module(self._name), wanted)
        setattr(self, wanted, found)  # the next time it is simply there
        return found


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
