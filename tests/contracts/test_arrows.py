"""Who may know whom: doors -> service, schemas; service -> everything of its own; domain -> nothing."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

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
    "service": {"domain", "table", "events", "schemas", "provider"},
    "provider": {"domain", "table"},
    "schemas": {"domain"},
    "events": {"schemas"},
    "table": {"domain"},
    "pages": {"schemas"},
    "domain": set(),
}
FOR_RULES = {f"onestop.{name}" for name in ("clock", "conditions", "errors", "identity", "money", "text", "visibility")}


def imports(path: Path) -> Iterator[str]:
    """The dotted name of every module that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def room(path: Path) -> str:
    """`functions/customers/service/finding.py` is in the room `service`."""
    return path.relative_to(FUNCTIONS).with_suffix("").parts[1]


FILES = sorted(path for path in FUNCTIONS.rglob("*.py") if path.parent.parent != FUNCTIONS or path.stem != "__init__")
each_file = pytest.mark.parametrize("path", FILES, ids=name_of)


@each_file
def test_no_capability_knows_another(path: Path) -> None:
    others = {*stacks.capabilities()} - {path.relative_to(FUNCTIONS).parts[0]}
    assert others.isdisjoint(name.split(".")[0] for name in imports(path))


@pytest.mark.parametrize("path", sorted(LAYER.rglob("*.py")), ids=name_of)
def test_the_layer_knows_no_capability_and_no_tool_of_ours(path: Path) -> None:
    assert {*stacks.capabilities(), "local", "infra", "tests"}.isdisjoint(n.split(".")[0] for n in imports(path))


@each_file
def test_what_runs_in_a_lambda_knows_no_tool_of_ours(path: Path) -> None:
    assert {"local", "infra", "tests"}.isdisjoint(name.split(".")[0] for name in imports(path))


@pytest.mark.parametrize("path", [path for path in FILES if room(path) in KNOWS], ids=name_of)
def test_a_room_knows_the_rooms_behind_it_only(path: Path) -> None:
    capability = path.relative_to(FUNCTIONS).parts[0]
    known = {name.split(".")[1] for name in imports(path) if name.startswith(f"{capability}.")}
    assert known <= KNOWS[room(path)] | {room(path)}


@pytest.mark.parametrize("path", [path for path in FILES if room(path) == "domain"], ids=name_of)
def test_rules_need_nothing_but_python(path: Path) -> None:
    capability = path.relative_to(FUNCTIONS).parts[0]
    foreign = [name for name in imports(path) if name.split(".")[0] not in {*sys.stdlib_module_names, capability}]
    assert [name for name in foreign if not name.startswith(tuple(FOR_RULES))] == []


@each_file
def test_only_the_table_knows_where_the_table_is(path: Path) -> None:
    assert room(path) == "table" or "_TABLE" not in path.read_text("utf-8")
