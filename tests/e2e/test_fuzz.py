"""The running system against its own document: gateway, authorizer and doors answer as it says."""

import json
from typing import Any
from uuid import uuid4

import pytest
import schemathesis

from local.home import Home
from local.system import System
from tests.support.fuzzing import Target, fuzz, named, targets
from tests.support.running import Running


@pytest.fixture(scope="module")
def api(system: Running) -> Any:
    return schemathesis.openapi.from_url(f"{system.url}/openapi.json")


@pytest.fixture(scope="module")
def token(system: Running) -> str:
    """That of the owner of a tenant in which nobody else works."""
    local, password = System(Home(system.home, system.port)), uuid4().hex
    owner = {"ownerEmail": "fuzz@example.org", "ownerName": "Fuzz", "ownerPassword": password}
    task = {"task": "OpenTenant", "input": {"slug": "fuzz", "name": "Fuzz", **owner}}
    saga = local.outputs()["identity"]["SagaArn"]
    answer = local.client("lambda").invoke(FunctionName=saga, Payload=json.dumps(task))
    assert "FunctionError" not in answer, answer["Payload"].read()
    return str(local.login("fuzz", owner["ownerEmail"], password))


@pytest.mark.parametrize("target", targets(), ids=lambda target: "-".join(map(named, target)))
def test_the_system_answers_as_it_says(api: Any, token: str, target: Target) -> None:
    fuzz(api, target, token, examples=3)
