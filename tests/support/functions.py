"""Lambdas of a few lines for tests of the engine."""

import io
import itertools
import json
import zipfile
from textwrap import dedent
from typing import Any

from local.home import Home

ROLE = "arn:aws:iam::000000000000:role/test"
_numbers = itertools.count(1)


def zipped(files: dict[str, str]) -> bytes:
    """A zip with these files in it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, dedent(text))
    return buffer.getvalue()


def deployed(home: Home, code: str, **settings: Any) -> str:
    """The name of a new function whose module is `code`; its handler is called `handler`."""
    name = f"test-{next(_numbers)}"
    home.client("lambda").create_function(
        FunctionName=name,
        Runtime="python3.13",
        Role=ROLE,
        Handler="main.handler",
        Code={"ZipFile": zipped({"main.py": code})},
        **settings,
    )
    return name


def called(home: Home, name: str, event: Any = None) -> Any:
    """The payload that the function answers, or the error object if it raised."""
    answer = home.client("lambda").invoke(FunctionName=name, Payload=json.dumps(event))
    return json.loads(answer["Payload"].read())
