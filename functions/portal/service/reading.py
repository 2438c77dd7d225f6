"""The documents, which are generated with the code and lie beside it."""

from functools import cache
from pathlib import Path

HERE = Path(__file__).parents[1]


@cache
def openapi() -> str:
    """OpenAPI 3.1 as JSON."""
    return (HERE / "openapi.json").read_text("utf-8")


@cache
def docs() -> str:
    """The page for people, as HTML."""
    return (HERE / "docs.html").read_text("utf-8")
