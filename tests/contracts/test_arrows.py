"""Who may know whom: doors -> service, schemas; service -> everything of its own; domain -> nothing."""

import ast
import sys
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from infra.contracts.sources import FUNCTIONS, ROOT
from tests.support import stacks

LAYER = ROOT / "layers" / "onestop" / "onestop"
DOOR = {"service", "schemas", "pages"}
KNOWS = {
    "api": DOOR,
    "authorizer": DOOR,
    "consumers": {*DOOR, "table"},
    "saga": DOOR,
    "schedules": DOOR,
    "simulations": DOOR,
    "timeouts": DOOR,
    "turns": DOOR,
    "webhooks": DOOR,
    "relay": {"service", "table"},
    "sockets": DOOR,
    "pushing": DOOR,
    "service": {"domain", "table", "events", "schemas", "provider"},
    "provider": {"domain", "table"},
    "schemas": {"domain"},
    "events": {"schemas"},
    "table": {"domain"},
    "pages": {"schemas"},
    "domain": set(),
}
FOR_RULES = {f"onestop.{name}" for name in ("clock", "conditions", "errors", "identity", "money", "text", "visibility")}


@cache
def imports(path: Path) -> frozenset[str]:
    """The dotted name of every module that a file imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return frozenset(found)


def packages(path: Path) -> set[str]:
    return {name.split(".")[0] for name in imports(path)}


def of(path: Path) -> str:
    """The capability of a file."""
    return path.relative_to(FUNCTIONS).parts[0]


def room(path: Path) -> str:
    """`functions/customers/service/finding.py` is in the room `service`."""
    return path.relative_to(FUNCTIONS).with_suffix("").parts[1]


def wrong(paths: Iterable[Path], knows: Callable[[Path], set[str]]) -> dict[str, set[str]]:
    """The files that know something which they may not, and what that is."""
    return {str(path.relative_to(ROOT)): found for path in paths if (found := knows(path))}


FILES = sorted(path for path in FUNCTIONS.rglob("*.py") if path.parent.parent != FUNCTIONS or path.stem != "__init__")
TOOLS, CAPABILITIES = {"local", "infra", "tests"}, {*stacks.capabilities()}


def test_no_capability_knows_another() -> None:
    assert wrong(FILES, lambda path: packages(path) & (CAPABILITIES - {of(path)})) == {}


def test_the_layer_knows_no_capability_and_no_tool_of_ours() -> None:
    assert wrong(sorted(LAYER.rglob("*.py")), lambda path: packages(path) & (CAPABILITIES | TOOLS)) == {}


def test_what_runs_in_a_lambda_knows_no_tool_of_ours() -> None:
    assert wrong(FILES, lambda path: packages(path) & TOOLS) == {}


def test_a_room_knows_the_rooms_behind_it_only() -> None:
    def beyond(path: Path) -> set[str]:
        known = {name.split(".")[1] for name in imports(path) if name.startswith(f"{of(path)}.")}
        return known - KNOWS[room(path)] - {room(path)}

    assert wrong([path for path in FILES if room(path) in KNOWS], beyond) == {}


def test_rules_need_nothing_but_python() -> None:
    def foreign(path: Path) -> set[str]:
        known = {*sys.stdlib_module_names, of(path)}
        return {n for n in imports(path) if n.split(".")[0] not in known and not n.startswith(tuple(FOR_RULES))}

    assert wrong([path for path in FILES if room(path) == "domain"], foreign) == {}


def test_only_the_table_knows_where_the_table_is() -> None:
    assert [path for path in FILES if room(path) != "table" and "_TABLE" in path.read_text("utf-8")] == []
