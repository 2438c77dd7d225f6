"""The source of all contracts: what each capability's folder declares."""

import importlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from pydantic import BaseModel

from local.deploy import templates
from onestop.events import Kind
from onestop.http import Route

ROOT = Path(__file__).parents[2]
FUNCTIONS = ROOT / "functions"


@dataclass(frozen=True)
class Capability:
    """One capability: its name, what its README says first, its routes and the events that it publishes."""

    name: str
    about: str
    routes: tuple[Route, ...]
    published: Mapping[Kind, type[BaseModel]]

    @property
    def stack(self) -> str:
        """The logical id of its nested stack in the root template: `Customers`, `ConsoleRegistry`."""
        return "".join(part.capitalize() for part in self.name.replace("_", "-").split("-"))


@cache
def capabilities() -> tuple[Capability, ...]:
    """Every capability that has a stack, in the order of their names."""
    return tuple(_capability(path.parent) for path in sorted(FUNCTIONS.glob("*/stack.yaml")))


def _capability(folder: Path) -> Capability:
    _provide(templates.read(folder / "stack.yaml"))
    door, events = (_module(folder, name) for name in ("api", "events"))
    return Capability(
        name=folder.name,
        about=_about(folder / "README.md"),
        routes=tuple(door.app.routes) if door else (),
        published=_published(folder, events),
    )


def _published(folder: Path, events: ModuleType | None) -> dict[Kind, type[BaseModel]]:
    """Events and their models, which `events.py` only names: whoever publishes needs no model for it."""
    said = getattr(events, "PUBLISHED", {})
    schemas = _module(folder, "schemas")
    return {kind: getattr(schemas, name) for kind, name in said.items()}


def _module(folder: Path, name: str) -> ModuleType | None:
    there = (folder / f"{name}.py").exists() or (folder / name).is_dir()
    return importlib.import_module(f"{folder.name}.{name}") if there else None


def _provide(stack: Mapping[str, Any]) -> None:
    """Modules read their table's name, and nothing else, when they are imported."""
    functions = [stack.get("Globals", {}).get("Function", {})]
    functions += [resource.get("Properties", {}) for resource in stack["Resources"].values()]
    for function in functions:
        for name in function.get("Environment", {}).get("Variables", {}):
            if name.endswith("_TABLE"):
                os.environ.setdefault(name, "unused")


def _about(readme: Path) -> str:
    """The first paragraph under the title."""
    if not readme.exists():
        return ""
    paragraphs = readme.read_text("utf-8").split("\n\n")
    return " ".join(next((each for each in paragraphs if not each.startswith("#")), "").split())
