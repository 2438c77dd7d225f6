"""Where one system keeps what it knows, and the one address it answers at."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parent.parent
ACCOUNT = "000000000000"
REGION = "us-east-1"
RECOVERED = "recovered"  # in the folder of the state: what the last start had to repeat


@dataclass(frozen=True)
class Home:
    """One system on this machine: a folder and a port. Two homes run side by side."""

    root: Path
    port: int

    @classmethod
    def here(cls) -> "Home":
        """The system that ONESTOP_HOME and ONESTOP_PORT name; `.onestop` and 8700 where they are unset."""
        root = Path(os.environ.get("ONESTOP_HOME") or PROJECT / ".onestop")
        return cls(root.expanduser().resolve(), int(os.environ.get("ONESTOP_PORT") or 8700))

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def state(self) -> Path:
        return self.root / "state"

    @property
    def recovered(self) -> str | None:
        """What the last start had to repeat, in a line; None when the engine had been stopped properly."""
        path = self.state / RECOVERED
        return path.read_text() if path.exists() else None

    @property
    def s3(self) -> Path:
        return self.root / "s3"

    @property
    def tmp(self) -> Path:
        """Scratch space: emptied whenever the engine starts."""
        return self.root / "tmp"

    @property
    def log(self) -> Path:
        return self.root / "engine.log"

    @property
    def pid(self) -> Path:
        return self.root / "engine.pid"

    def client(self, service: str) -> Any:
        """A boto3 client of the engine; host prefixes off, because `sync-127.0.0.1` is no address."""
        # Not at the top: the engine itself needs the paths only, and these two are half of its memory.
        import boto3  # noqa: PLC0415
        from botocore.config import Config  # noqa: PLC0415

        config = Config(inject_host_prefix=False, s3={"addressing_style": "path"}, retries={"mode": "standard"})
        return boto3.client(
            service,
            endpoint_url=self.address,
            region_name=REGION,
            aws_access_key_id=ACCOUNT,
            aws_secret_access_key="local",  # noqa: S106 - the engine checks no signatures
            config=config,
        )
