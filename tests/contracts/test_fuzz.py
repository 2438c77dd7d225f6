"""The doors against the public document: whatever is sent, the answer is one that the document describes.

The same three requests to each target every time; `FUZZ=100 .venv/bin/python -m pytest tests/contracts/test_fuzz.py`
sends more.
"""

import os
from typing import Any

import pytest
import schemathesis

from tests.support.fuzzing import Target, fuzz, named, targets
from tests.support.whole import Whole

EXAMPLES = int(os.environ.get("FUZZ", "3"))


@pytest.fixture(scope="module")
def api(house: Whole) -> Any:
    return schemathesis.openapi.from_wsgi("/v1/openapi.json", house)


@pytest.mark.parametrize("target", targets(), ids=lambda target: "-".join(map(named, target)))
def test_an_answer_is_as_documented(api: Any, target: Target) -> None:
    fuzz(api, target, token="the owner's", examples=EXAMPLES)
