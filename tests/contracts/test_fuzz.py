"""The doors against the public document: whatever is sent, the answer is one that the document describes."""

from typing import Any

import pytest
import schemathesis

from tests.support.fuzzing import Target, fuzz, named, targets
from tests.support.whole import Whole


@pytest.fixture(scope="module")
def api(house: Whole) -> Any:
    return schemathesis.openapi.from_wsgi("/v1/openapi.json", house)


@pytest.mark.parametrize("target", targets(), ids=lambda target: "-".join(map(named, target)))
def test_an_answer_is_as_documented(api: Any, target: Target) -> None:
    fuzz(api, target, token="the owner's", examples=8)
