"""What a reader may count on: short files, short functions, tests without tricks."""

import ast
import re
from pathlib import Path

import pytest

from infra.contracts.sources import ROOT

PRODUCT = sorted(path for folder in ("functions", "layers", "local", "infra") for path in (ROOT / folder).rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
LONGEST_FILE, LONGEST_FUNCTION = 300, 40
WAITS = ("eventually.py",)  # the one place that may wait for something


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(path.read_text("utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


@pytest.mark.parametrize("path", PRODUCT, ids=name_of)
def test_a_file_is_short(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", PRODUCT, ids=name_of)
def test_a_function_is_short(path: Path) -> None:
    sizes = {each.name: (each.end_lineno or 0) - each.lineno + 1 for each in functions(path)}
    assert {name: size for name, size in sizes.items() if size > LONGEST_FUNCTION} == {}


@pytest.mark.parametrize("path", TESTS, ids=name_of)
def test_a_test_replaces_nothing_of_the_product(path: Path) -> None:
    said = path.read_text("utf-8")
    assert not re.search(r"\bmock\.patch|\bfrom unittest|\bimport mock\b|monkeypatch\.setattr", said) or path == HERE


@pytest.mark.parametrize("path", [path for path in TESTS if path.name not in WAITS], ids=name_of)
def test_a_test_does_not_sleep(path: Path) -> None:
    calls = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
    assert [ast.unparse(call) for call in calls if ast.unparse(call.func) in ("time.sleep", "sleep")] == []


HERE = Path(__file__)
