"""What a reader may count on: short files, short functions, tests without tricks."""

import ast
import re
from pathlib import Path

from infra.contracts.sources import ROOT

PRODUCT = sorted(path for folder in ("functions", "layers", "local", "infra") for path in (ROOT / folder).rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
HERE = Path(__file__)
LONGEST_FILE, LONGEST_FUNCTION = 300, 40
TRICKS = re.compile(r"\bmock\.patch|\bfrom unittest|\bimport mock\b|monkeypatch\.setattr")
WAITS = ("eventually.py",)  # the one place that may wait for something


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def nodes(path: Path, *kinds: type[ast.AST]) -> list[ast.AST]:
    return [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, kinds)]


def long_functions(path: Path) -> dict[str, int]:
    found = nodes(path, ast.FunctionDef, ast.AsyncFunctionDef)
    sizes = {each.name: (each.end_lineno or 0) - each.lineno + 1 for each in found}
    return {name: size for name, size in sizes.items() if size > LONGEST_FUNCTION}


def sleeps(path: Path) -> list[str]:
    return [ast.unparse(n) for n in nodes(path, ast.Call) if ast.unparse(n.func) in ("time.sleep", "sleep")]


def test_files_are_short() -> None:
    sizes = {name_of(path): len(path.read_text("utf-8").splitlines()) for path in PRODUCT}
    assert {name: size for name, size in sizes.items() if size > LONGEST_FILE} == {}


def test_functions_are_short() -> None:
    assert {name_of(path): long for path in PRODUCT if (long := long_functions(path))} == {}


def test_tests_replace_nothing_of_the_product() -> None:
    assert [name_of(path) for path in TESTS if path != HERE and TRICKS.search(path.read_text("utf-8"))] == []


def test_tests_do_not_sleep() -> None:
    assert {name_of(path): found for path in TESTS if path.name not in WAITS and (found := sleeps(path))} == {}
