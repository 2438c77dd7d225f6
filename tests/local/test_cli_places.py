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


@pytest.mark.parametrize(
    "named", [("AWS_ENDPOINT_URL", "http://127.0.0.1:4999"), ("LOCALSTACK_HOST", "127.0.0.1:4999")]
)
def test_localstack_is_where_the_environment_says(
    named: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(*named)
    place = LocalStack(tmp_path, remembered="http://127.0.0.1:4111")

    assert place.client("sqs").meta.endpoint_url == "http://127.0.0.1:4999"
    assert place.reached("https://abc123.execute-api.us-east-1.amazonaws.com/v1") == (
        "http://127.0.0.1:4999/_aws/execute-api/abc123/v1"
    )


def test_the_address_of_a_localstack_is_remembered_for_a_shell_that_does_not_name_it(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOCALSTACK_HOST", "127.0.0.1:4999")
    choose_engine(home, LOCALSTACK)
    monkeypatch.delenv("LOCALSTACK_HOST")

    assert place_of("local").client("s3").meta.endpoint_url == "http://127.0.0.1:4999"
