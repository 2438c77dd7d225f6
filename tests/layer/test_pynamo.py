"""PynamoDB comes without botocore's client, and finds it where it wants it after all. Each in a Python of its own."""

import subprocess
import sys

import pytest

from infra.contracts.sources import ROOT

LOADED = "import sys; from onestop import pynamo; print('botocore.client' in sys.modules)"
ASKED_LATER = "print(type(pynamo.Connection(region='us-east-1').client).__name__)"
REAL_LATER = """
import boto3, botocore.client, botocore.exceptions
from pynamodb.connection import base
assert base.ClientError is botocore.client.ClientError is botocore.exceptions.ClientError
assert base.botocore.client is sys.modules["botocore.client"]
print(type(boto3.client("dynamodb", "us-east-1")).__name__)
"""


def said_by(code: str, transport: str = "thin") -> list[str]:
    """What a new Python prints."""
    environment = {"PYTHONPATH": str(ROOT / "layers" / "onestop"), "ONESTOP_TRANSPORT": transport}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_pynamodb_alone_loads_no_client_of_botocore() -> None:
    assert said_by(LOADED) == ["False"]


def test_over_botocore_it_is_loaded_as_always() -> None:
    assert said_by(LOADED, transport="botocore") == ["True"]


@pytest.mark.parametrize("transport", ["thin", "botocore"])
def test_a_connection_that_wants_a_client_of_botocore_gets_one(transport: str) -> None:
    assert said_by(f"{LOADED}\n{ASKED_LATER}", transport)[-1] == "DynamoDB"


def test_what_stood_in_is_gone_for_those_who_come_later() -> None:
    assert said_by(f"{LOADED}\n{REAL_LATER}") == ["False", "DynamoDB"]


def test_boto3_may_have_come_first() -> None:
    assert said_by(f"import boto3\n{LOADED}\n{REAL_LATER}") == ["True", "DynamoDB"]
