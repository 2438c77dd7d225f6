"""What an engine accepted without doing anything for it, and what the documentation says that it would be."""

import re
from collections import defaultdict

from local.deploy import not_emulated
from local.system import System
from tests.support.running import ROOT

_NAMED = re.compile(r"`(AWS::\w+::\w+)`")


def found(system: System) -> dict[str, list[str]]:
    """The resources by type: `{"AWS::Events::Archive": ["BusArchive"]}`."""
    by_type = defaultdict(list)
    for kind, resource in sorted(not_emulated(system.client("cloudformation"), system.stack)):
        by_type[kind].append(resource)
    return dict(by_type)


def documented(engine: str) -> set[str]:
    """The types that docs/engines.md names in the line of the engine."""
    page = (ROOT / "docs" / "engines.md").read_text("utf-8")
    [line] = re.findall(rf"^\| {engine} \|(.*)$", page, re.M | re.I)
    return set(_NAMED.findall(line))
