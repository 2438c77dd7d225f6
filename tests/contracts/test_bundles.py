"""Each bundle alone with its layers, in a Python that has nothing else: a missing dependency is noticed here."""

import ast
import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from infra.contracts.sources import ROOT
from local.deploy import bundles
from tests.support.house import Resource, everywhere

pytestmark = pytest.mark.xdist_group("bundles")  # one worker builds the layers, once
FUNCTIONS = everywhere("AWS::Serverless::Function")
ALONE = """
import importlib, sys
handler, later = sys.argv[1], sys.argv[2].split()
sys.path[:0] = sys.argv[3:]
module, name = handler.rsplit(".", 1)
assert callable(getattr(importlib.import_module(module), name))
for each in later:
    importlib.import_module(each)
"""


@pytest.fixture(scope="module")
def layers(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Our layer, and the vendor layer for this machine, which is kept until what is in it changes."""
    wanted = (ROOT / "layers" / "vendor" / "requirements.txt").read_bytes() + sys.version.encode()
    assert pytestconfig.cache
    vendor = pytestconfig.cache.mkdir(f"vendor-{hashlib.sha256(wanted).hexdigest()[:16]}") / "layer"
    if not (vendor / "complete").exists():
        built("VendorLayer", vendor, VENDOR="packages", PLATFORM="", PYTHON=sys.executable)
        (vendor / "complete").touch()
    ours = built("OnestopLayer", tmp_path_factory.mktemp("layer"))
    return [vendor / "python", ours / "python"]


def built(layer: str, target: Path, **settings: str) -> Path:
    with pytest.MonkeyPatch.context() as environment:
        for name, value in settings.items():
            environment.setenv(name, value)
        return bundles.make(ROOT / "layers", layer, target)


def variables(function: Resource) -> dict[str, str]:
    """What Lambda would give it, without the values."""
    said = function.properties.get("Environment", {}).get("Variables", {})
    return {**dict.fromkeys(said, "{}"), "AWS_DEFAULT_REGION": "us-east-1", "PATH": os.environ["PATH"]}


def loaded_later(folder: Path) -> set[str]:
    """The modules that functions import only when they are called, and those that are named to `Later`."""
    texts = [path.read_text("utf-8") for path in folder.rglob("*.py")]
    functions = [node for text in texts for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]
    nodes = [node for function in functions for node in ast.walk(function)]
    found = {name for text in texts for name in re.findall(r'Later\("([\w.]+)"', text)}
    found |= {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
    return found | {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}


@pytest.mark.parametrize("function", FUNCTIONS, ids=str)
def test_a_bundle_has_all_that_its_handler_imports(function: Resource, layers: list[Path], tmp_path: Path) -> None:
    bundle = bundles.make(ROOT / "functions", function.name, tmp_path / "bundle")
    later = " ".join(sorted(loaded_later(bundle) | loaded_later(layers[1])))
    words = ["-I", "-S", "-c", ALONE, function.properties["Handler"], later, *map(str, [bundle, *layers])]
    done = subprocess.run(
        [sys.executable, *words], env=variables(function), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
