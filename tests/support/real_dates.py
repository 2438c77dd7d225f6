"""Models with dates, built before a test turns the clock: freezegun puts a `date` of its own in the place of the real
one, which pydantic, who builds what checks a model when the first one comes, does not know."""

import importlib
from functools import cache
from pathlib import Path

from onestop.models import Model

FUNCTIONS = Path(__file__).parents[2] / "functions"


@cache
def build() -> None:
    """Load each module of schemas that has dates, and build all of its models."""
    for path in sorted(FUNCTIONS.glob("*/schemas/*.py")):
        if "from datetime import" in path.read_text("utf-8"):
            _build(".".join(path.relative_to(FUNCTIONS).with_suffix("").parts))


def _build(name: str) -> None:
    for each in vars(importlib.import_module(name)).values():
        if isinstance(each, type) and issubclass(each, Model):
            each.model_rebuild()
