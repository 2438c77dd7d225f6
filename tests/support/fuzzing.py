"""What is sent to find an answer that the public document does not describe: little, and the same each time."""

import json
from typing import Any

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

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
]
Target = tuple[str, str, GenerationMode]


def targets() -> list[Target]:
    """Each operation with right values and, where it takes any, with wrong ones: (method, path, mode)."""
    paths = json.loads(files.DOCUMENT.read_text("utf-8"))["paths"]
    return [
        (method, path, mode)
        for path, operations in paths.items()
        for method, operation in operations.items()
        for mode in GenerationMode
        if mode.is_positive or operation.keys() & {"parameters", "requestBody"}
    ]


def named(part: Any) -> str:
    """The part of a target in the name of a test."""
    return str(getattr(part, "value", part))


def fuzz(api: Any, target: Target, token: str, examples: int) -> None:
    """Send `examples` requests to a target and check each answer; raises what does not conform."""
    method, path, mode = target

    @settings(max_examples=examples, derandomize=True, deadline=None, database=None,
              phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(api[path][method].as_strategy(generation_mode=mode))
    def answers(case: schemathesis.Case) -> None:
        case.call_and_validate(checks=CHECKS, headers={"Authorization": f"Bearer {token}"})

    answers()
