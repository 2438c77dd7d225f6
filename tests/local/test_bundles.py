"""Bundles: the same files give the same zip, and each function's holds its own capability and nothing else."""

import os
import py_compile
import re
import sys
import tomllib
import zipfile
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from local.deploy import bundles, templates

ROOT = Path(__file__).parents[2]
VENDOR = ROOT / "layers" / "vendor" / "requirements.txt"


def functions() -> list[tuple[str, str]]:
    """Capability and logical id of every function of the real tree."""
    return [
        (path.parent.name, name)
        for path in sorted(ROOT.glob("functions/*/stack.yaml"))
        for name, resource in templates.read(path)["Resources"].items()
        if resource["Type"] == "AWS::Serverless::Function"
    ]


def test_the_same_files_give_the_same_zip_at_any_time_and_place(tmp_path):
    for number, name in enumerate(["one", "two"]):
        (tmp_path / name / "package").mkdir(parents=True)
        module = tmp_path / name / "package" / "module.py"
        module.write_text("x = 1")
        os.utime(module, (number, number + 1_000_000))
    zips = [bundles.zipped(tmp_path / name, tmp_path / f"{name}.zip").read_bytes() for name in ("one", "two")]
    assert zips[0] == zips[1]
    assert bundles.fingerprint(tmp_path / "one") == bundles.fingerprint(tmp_path / "two")


def test_compiled_files_stay_out_of_a_bundle(tmp_path):
    (tmp_path / "source" / "__pycache__").mkdir(parents=True)
    (tmp_path / "source" / "__pycache__" / "module.pyc").touch()
    (tmp_path / "source" / "module.py").touch()
    archive = bundles.zipped(tmp_path / "source", tmp_path / "bundle.zip")
    assert zipfile.ZipFile(archive).namelist() == ["module.py"]


def test_bytecode_that_was_made_for_a_bundle_is_in_it(tmp_path):
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "module.py").write_text("x = 1")
    py_compile.compile(
        str(tmp_path / "source" / "module.py"), invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH
    )
    archive = bundles.zipped(tmp_path / "source", tmp_path / "bundle.zip")
    assert len(zipfile.ZipFile(archive).namelist()) == 2


@pytest.mark.parametrize("folder", ["functions", "layers"])
def test_what_lambda_runs_is_compiled_for_it(folder, tmp_path, monkeypatch):
    monkeypatch.setenv("RUNTIME", sys.executable)
    name = {"functions": "PortalApi", "layers": "OnestopLayer"}[folder]
    built = bundles.make(ROOT / folder, name, tmp_path / "bundle")
    sources = [path.stem for path in built.rglob("*.py")]
    assert sorted(path.name.split(".")[0] for path in built.rglob("*.pyc")) == sorted(sources)


@pytest.mark.parametrize(("capability", "logical_id"), functions())
def test_a_functions_bundle_holds_its_own_capability_only(capability, logical_id, tmp_path):
    built = bundles.make(ROOT / "functions", logical_id, tmp_path / "bundle")
    assert [path.name for path in built.iterdir()] == [capability]
    assert not list(built.rglob("stack.yaml"))


def test_the_shared_layer_holds_our_package_where_lambda_looks_for_it(tmp_path):
    built = bundles.make(ROOT / "layers", "OnestopLayer", tmp_path / "bundle")
    assert (built / "python" / "onestop" / "__init__.py").is_file()


def test_the_vendor_layer_of_the_engine_needs_no_packages_of_its_own(tmp_path):
    built = bundles.make(ROOT / "layers", "VendorLayer", tmp_path / "bundle", vendor="environment")
    assert [path.name for path in bundles.files(built)] == ["requirements.txt"]


def pins() -> dict[str, str]:
    lines = [line for line in VENDOR.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return {name.lower(): pin for name, pin in (line.split("==") for line in lines)}


def test_the_vendor_layer_pins_what_the_project_depends_on():
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    for requirement in map(Requirement, wanted):
        assert requirement.specifier.contains(pins()[requirement.name.lower()]), requirement


@pytest.mark.parametrize(("name", "pin"), pins().items())
def test_the_tests_run_with_the_versions_that_the_vendor_layer_pins(name, pin):
    assert version(name) == pin


def test_a_build_that_fails_says_what_make_said(tmp_path):
    (tmp_path / "Makefile").write_text("build-Broken:\n\t@echo no such wheel >&2; exit 3\n")
    with pytest.raises(bundles.BuildFailed, match=re.escape("no such wheel")):
        bundles.make(tmp_path, "Broken", tmp_path / "out")
