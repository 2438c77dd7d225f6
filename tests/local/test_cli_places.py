"""Where the commands go: this machine's engine, a LocalStack, or AWS."""

from pathlib import Path

import pytest

from local.home import Home
from local.places import LOCALSTACK, Aws, Embedded, LocalStack, choose_engine, place_of


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setenv("ONESTOP_HOME", str(tmp_path))
    monkeypatch.setenv("ONESTOP_PORT", "8955")
    return Home.here()


def test_without_a_choice_it_is_the_embedded_engine() -> None:
    place = place_of("local")

    assert isinstance(place, Embedded)
    assert place.reached("") == "http://127.0.0.1:8955/v1"


def test_the_engine_that_was_chosen_is_remembered(home: Home) -> None:
    choose_engine(home, LOCALSTACK)

    assert isinstance(place_of("local"), LocalStack)


def test_every_other_stage_is_on_aws() -> None:
    place = place_of("prod")

    assert isinstance(place, Aws)
    assert place.reached("https://api.example.com/v1") == "https://api.example.com/v1"


def test_the_region_on_aws_is_the_one_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_REGION", "eu-central-1")

    assert place_of("prod").client("sqs").meta.region_name == "eu-central-1"


@pytest.mark.parametrize("name", ["AWS_ENDPOINT_URL", "LOCALSTACK_ENDPOINT"])
def test_localstack_is_where_the_environment_says(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "http://127.0.0.1:4999")
    place = LocalStack(tmp_path)

    assert place.client("sqs").meta.endpoint_url == "http://127.0.0.1:4999"
    assert place.reached("https://abc123.execute-api.us-east-1.amazonaws.com/v1") == (
        "http://127.0.0.1:4999/_aws/execute-api/abc123/v1"
    )
