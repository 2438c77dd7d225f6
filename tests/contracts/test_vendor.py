"""What a Lambda finds in its layer is what the project asks for."""

import re
import tomllib
from importlib.metadata import requires

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from infra.contracts.sources import ROOT

VENDORED = {
    canonicalize_name(line.split("==")[0]): line.split("==")[1]
    for line in (ROOT / "layers/vendor/requirements.txt").read_text("utf-8").splitlines()
    if re.match(r"\w", line)
}
WANTED = [Requirement(each) for each in tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]]
ON_LAMBDA = {"platform_machine": "aarch64", "sys_platform": "linux", "python_version": "3.13", "extra": ""}
COMMAND_LINE = {"chalice"}  # its run time needs the standard library only, the rest is for its command


def test_every_dependency_is_vendored_in_a_version_that_fits() -> None:
    assert [str(each) for each in WANTED if VENDORED.get(canonicalize_name(each.name), "0") not in each.specifier] == []


def test_nothing_is_vendored_that_nobody_needs() -> None:
    assert VENDORED.keys() - needed({canonicalize_name(each.name) for each in WANTED}) == set()


def test_what_the_dependencies_need_is_vendored_too() -> None:
    assert needed({canonicalize_name(each.name) for each in WANTED}) - VENDORED.keys() == set()


def needed(names: set[str]) -> set[str]:
    """The names and, again and again, what each of them needs on Lambda."""
    found, fresh = set(names), set(names)
    while fresh:
        fresh = {other for name in fresh - COMMAND_LINE for other in needs(name)} - found
        found |= fresh
    return found


def needs(name: str) -> set[str]:
    declared = [Requirement(each) for each in requires(name) or []]
    return {canonicalize_name(each.name) for each in declared if not each.marker or each.marker.evaluate(ON_LAMBDA)}
