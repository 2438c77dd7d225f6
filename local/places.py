"""Where a system runs: the embedded engine of this home, a LocalStack, or AWS. Only the address differs."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

import requests

from local.home import ACCOUNT, REGION, Home

LOCAL = "local"
EMBEDDED, LOCALSTACK = "embedded", "localstack"
_NAMED = ("AWS_ENDPOINT_URL", "LOCALSTACK_HOST")  # what localstack-client looks for
_SECONDS = 10


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
    """A LocalStack that runs already: where AWS_ENDPOINT_URL or LOCALSTACK_HOST says, or else `remembered`."""

    root: Path
    remembered: str = ""

    @property
    def endpoint(self) -> str:
        from localstack_client import config  # noqa: PLC0415  only those who use it pay for it

        if self.remembered and not self.is_named():
            return self.remembered
        return str(config.get_service_endpoint("cloudformation")).rstrip("/")

    def is_named(self) -> bool:
        """Whether the environment says where it is."""
        return any(os.environ.get(name) for name in _NAMED)

    def client(self, service: str) -> Any:
        from botocore.config import Config  # noqa: PLC0415
        from localstack_client.session import Session  # noqa: PLC0415

        # Names below `localhost` need not resolve: neither buckets nor `sync-` may go into the host.
        config = Config(inject_host_prefix=False, s3={"addressing_style": "path"})
        keys = {"aws_access_key_id": ACCOUNT, "aws_secret_access_key": "local"}
        host = urlsplit(self.endpoint).netloc
        return Session(**keys, region_name=REGION, localstack_host=host).client(service, config=config)

    def about(self) -> dict[str, Any]:
        """What it says of itself: `version`, `is_docker` and more. Raises requests' own when nobody answers."""
        answer = requests.get(f"{self.endpoint}/_localstack/info", timeout=_SECONDS)
        answer.raise_for_status()
        said: dict[str, Any] = answer.json()
        return said

    def is_contained(self) -> bool:
        """Whether its functions run in containers: with nothing of ours in them, and without their layers."""
        return bool(self.about()["is_docker"])

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
    engine, address = _remembered(home)
    return LocalStack(home.root, address) if engine == LOCALSTACK else Embedded(home)


def chosen_engine(home: Home) -> str:
    """The engine that the last `onestop up` of this home used."""
    return _remembered(home)[0]


def choose_engine(home: Home, engine: str) -> None:
    """Remember the engine for the commands to come, and a LocalStack with its address."""
    home.root.mkdir(parents=True, exist_ok=True, mode=0o700)
    address = LocalStack(home.root).endpoint if engine == LOCALSTACK else ""
    (home.root / "engine").write_text(f"{engine} {address}\n")


def _remembered(home: Home) -> tuple[str, str]:
    written = home.root / "engine"
    engine, _, address = (written.read_text() if written.is_file() else EMBEDDED).strip().partition(" ")
    return engine, address
