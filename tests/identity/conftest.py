from typing import Any

import boto3
import pytest

from tests.identity.world import World
from tests.support import tables

ISSUER = "https://api.example.test/v1"


@pytest.fixture
def table(aws: None) -> Any:
    return tables.create("identity")


@pytest.fixture
def world(table: Any, monkeypatch: pytest.MonkeyPatch) -> World:
    """Identity with a signing key and one tenant, `acme`, whose owner is Ada."""
    made = boto3.client("kms").create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")
    monkeypatch.setenv("SIGNING_KEYS", made["KeyMetadata"]["KeyId"])
    monkeypatch.setenv("PUBLIC_URL", ISSUER)
    return World.opened(table)
