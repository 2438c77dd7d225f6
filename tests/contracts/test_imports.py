"""What a cold start loads, door by door. Modules are counted, because a count is the same on every machine."""

from collections.abc import Iterator
from typing import Any

import pytest

from bench.cold.door import Door, recorded
from bench.stub import answering
from infra.contracts.sources import ROOT, capabilities
from onestop.http import Route
from onestop.http.route import NothingAsked
from tests.support.house import everywhere

pytestmark = pytest.mark.xdist_group("imports")  # one worker records the first events, once
DOORS = sorted(each.properties["Handler"].rpartition(".")[0] for each in everywhere("AWS::Serverless::Function"))
LOOKS = [
    route for each in capabilities() for route in each.routes
    if route.method == "GET" and route.takes_query and not route.needs_query
]  # fmt: skip

# How many modules a door's first answer may take; a bare boto3 handler takes 391. Whoever raises one says why.
API, LISTENER = 340, 300
TASKS = [each for each in DOORS if each.endswith(".saga")]
BUDGETS = {
    "identity.authorizer": 335,  # it verifies a signature: PyJWT and cryptography
    **dict.fromkeys(TASKS, 400),  # what a task is given needs pydantic
    "payments.webhooks": 400,  # as does what a provider tells
    "tickets.api": 400,  # a hundred small modules of its own, and time zones
    "tickets.consumers": 350,  # sixty of them: rules, promises, merges
    "tickets.schedules": 350,  # the same
}
CHECKS_A_BODY = {*TASKS, "payments.webhooks"}
FOR_NOBODY = {
    "boto3", "s3transfer", "aws_xray_sdk", "asyncio", "botocore.client", "botocore.session", "ulid", "email_validator"
}  # fmt: skip
FOR_A_BODY = {"pydantic", "phonenumbers"}


@pytest.fixture(scope="module")
def first() -> Iterator[dict[str, Door]]:
    """The doors by name, each with what it is asked first, and somebody who plays AWS."""
    said = recorded()
    with answering({}) as endpoint:
        environment = {**said["environment"], "AWS_ENDPOINT_URL": endpoint}
        yield {name: Door.of(asked, environment) for name, asked in said["asked"].items()}


def budget(door: str) -> int:
    return BUDGETS.get(door, API if door.endswith(".api") else LISTENER)


@pytest.mark.parametrize("door", DOORS)
def test_a_door_loads_no_more_than_its_first_answer_needs(first: dict[str, Door], door: str) -> None:
    loaded = set(first[door]())
    assert not loaded & FOR_NOBODY
    assert door in CHECKS_A_BODY or not loaded & FOR_A_BODY
    assert len(loaded) <= budget(door)


def test_a_door_that_takes_a_body_loads_no_client_of_botocore_for_it(first: dict[str, Door]) -> None:
    assert not set(first["customers.api POST /customers"]()) & (FOR_NOBODY | {"importlib.metadata"})


@pytest.mark.parametrize("route", LOOKS, ids=lambda route: route.path)
def test_a_look_without_parameters_means_what_its_model_would_say(route: Route) -> None:
    said: Any = NothingAsked()
    assert {name: getattr(said, name) for name in route.query.model_fields} == route.query().model_dump()
    assert said.filters() == route.query().filters()


LAYER = ROOT / "layers" / "onestop" / "onestop"
OURS = [*LAYER.rglob("*.py"), *(ROOT / "functions").rglob("*.py")]


def test_pynamodb_is_imported_in_one_place() -> None:
    texts = {each: each.read_text("utf-8") for each in OURS if each.name != "pynamo.py"}
    assert [each for each, text in texts.items() if "from pynamodb" in text or "import pynamodb" in text] == []
