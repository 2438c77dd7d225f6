"""The running system against its own document: gateway, authorizer and doors answer as it says."""

from typing import Any

import pytest
import schemathesis

from tests.support.fuzzing import Target, fuzz, named, targets
from tests.support.running import Running

pytestmark = pytest.mark.embedded


@pytest.fixture(scope="module")
def api(system: Running) -> Any:
    return schemathesis.openapi.from_url(f"{system.url}/openapi.json")


@pytest.fixture(scope="module")
def token(system: Running) -> str:
    """That of the owner of a tenant in which nobody else works."""
    return str(system.opened("fuzz").token)


@pytest.mark.parametrize("target", targets(), ids=lambda target: "-".join(map(named, target)))
def test_the_system_answers_as_it_says(api: Any, token: str, target: Target) -> None:
    fuzz(api, target, token, examples=1)  # the doors are asked more in tests/contracts, without the way there
