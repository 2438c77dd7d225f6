"""The doors against the public document: whatever is sent, the answer is one that the document describes."""

import json
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from infra.contracts import files
from tests.support.whole import Whole

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
]
KNOWN = {"Authorization": "Bearer of the owner"}


BOUNDED = settings(
    max_examples=8, derandomize=True, deadline=None, database=None, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
DOCUMENT = json.loads(files.DOCUMENT.read_text("utf-8"))
MODES = {
    (method, path, mode)
    for path, operations in DOCUMENT["paths"].items()
    for method, operation in operations.items()
    for mode in GenerationMode
    if mode.is_positive or operation.keys() & {"parameters", "requestBody"}  # nothing taken, nothing to get wrong
}


@pytest.fixture(scope="module")
def api(house: Whole) -> Any:
    return schemathesis.openapi.from_wsgi("/v1/openapi.json", house)


@pytest.mark.parametrize(("method", "path", "mode"), sorted(MODES), ids=lambda each: getattr(each, "value", each))
def test_an_answer_is_as_documented(api: Any, method: str, path: str, mode: GenerationMode) -> None:
    @BOUNDED
    @given(api[path][method].as_strategy(generation_mode=mode))
    def answers(case: schemathesis.Case) -> None:
        case.call_and_validate(checks=CHECKS, headers=KNOWN)

    answers()
