"""Where a system runs: the embedded engine of this home, a LocalStack, or AWS. Only the address differs."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

from local.home import REGION, Home

LOCAL = "local"
EMBEDDED, LOCALSTACK = "embedded", "localstack"


class Place(Protocol):
    """What a deployment and the commands need of a place."""

    @property
    def root(self) -> Path:
        """A folder of our own on this machine."""

    def client(self, service: str) -> Any:
        """A boto3 client."""

    def reached(self, base_url: str) -> str:
        """The address at which `base_url`, the stack's output BaseUrl, answers from here."""


@dataclass(frozen=True)
class Embedded:
    """The engine of a home."""

    home: Home

    @property
    def root(self) -> Path:
        return self.home.root

    def client(self, service: str) -> Any:
        return self.home.client(service)

    def reached(self, base_url: str) -> str:
        return f"{self.home.address}/v1"


@dataclass(frozen=True)
class LocalStack:
    """A LocalStack that runs already, at AWS_ENDPOINT_URL or LOCALSTACK_ENDPOINT."""

    root: Path

    @property
    def endpoint(self) -> str:
        named = os.environ.get("AWS_ENDPOINT_URL") or os.environ.get("LOCALSTACK_ENDPOINT")
        return (named or "http://127.0.0.1:4566").rstrip("/")

    def client(self, service: str) -> Any:
        from localstack_client.session import Session  # noqa: PLC0415  only those who use it pay for it

        # It takes the address from AWS_ENDPOINT_URL itself, and else from here.
        host = urlsplit(self.endpoint).netloc
        keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
        return Session(**keys, region_name=REGION, localstack_host=host).client(service)

    def reached(self, base_url: str) -> str:
        api = base_url.removeprefix("https://").partition(".")[0]
        return f"{self.endpoint}/_aws/execute-api/{api}/v1"


@dataclass(frozen=True)
class Aws:
    """The account and region of the credentials in the environment."""

    root: Path

    def client(self, service: str) -> Any:
        import boto3  # noqa: PLC0415  half of the time that a command takes to start

        # boto3 itself looks for AWS_DEFAULT_REGION and the profile only.
        return boto3.client(service, region_name=os.environ.get("AWS_REGION") or None)

    def reached(self, base_url: str) -> str:
        return base_url


def place_of(stage: str) -> Place:
    """`local` is this machine, with the engine that the last `onestop up` chose; every other stage is on AWS."""
    home = Home.here()
    if stage != LOCAL:
        return Aws(home.root)
    return LocalStack(home.root) if chosen_engine(home) == LOCALSTACK else Embedded(home)


def chosen_engine(home: Home) -> str:
    """The engine that the last `onestop up` of this home used."""
    remembered = home.root / "engine"
    return remembered.read_text().strip() if remembered.is_file() else EMBEDDED


def choose_engine(home: Home, engine: str) -> None:
    """Remember the engine for the commands to come."""
    home.root.mkdir(parents=True, exist_ok=True, mode=0o700)
    (home.root / "engine").write_text(engine + "\n")
