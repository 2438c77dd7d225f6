"""A whole system, started as a newcomer starts it, and a client of its public address."""

import os
import subprocess
import sys
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import uuid4

import requests

from local.home import Home
from local.places import EMBEDDED, LOCALSTACK, Embedded, LocalStack
from local.system import System

ROOT = Path(__file__).parents[2]
ENGINE = os.environ.get("ONESTOP_ENGINE", EMBEDDED)  # on which the journeys run
_OF_LAMBDA = ("AWS_", "POWERTOOLS_", "ONESTOP_TRANSPORT")  # what tests set for functions in their own process
ONESTOP = Path(sys.executable).with_name("onestop")


@dataclass(frozen=True)
class Client:
    """Somebody with a token (or without) at the public address; answers are `requests.Response`."""

    url: str
    token: str | None = None
    headers: dict[str, str] = field(default_factory=dict)

    def __call__(self, method: str, path: str, body: Any = None, **headers: str) -> requests.Response:
        """`body` is JSON, or bytes to be sent as they are; underscores in header names become dashes."""
        said = {name.replace("_", "-"): value for name, value in headers.items()}
        auth = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        content = {"data": body} if isinstance(body, bytes | str) else {"json": body}
        return requests.request(
            method, self.url + path, headers=self.headers | auth | said, timeout=60, allow_redirects=False, **content
        )

    def with_token(self, token: str | None) -> "Client":
        return replace(self, token=token)


@dataclass
class Running:
    """One system: its folder, its port (of the embedded engine), its engine, and the command that drives it."""

    home: Path
    port: int
    engine: str = EMBEDDED

    @cached_property
    def system(self) -> System:
        """The same system as our own commands see it."""
        place = LocalStack(self.home) if self.engine == LOCALSTACK else Embedded(Home(self.home, self.port))
        return System(place)

    @cached_property
    def url(self) -> str:
        return self.system.base_url

    @property
    def environment(self) -> dict[str, str]:
        ours = {"ONESTOP_HOME": str(self.home), "ONESTOP_PORT": str(self.port), "NO_COLOR": "1", "COLUMNS": "160"}
        path = f"{ONESTOP.parent}{os.pathsep}{os.environ['PATH']}"
        kept = {name: value for name, value in os.environ.items() if not name.startswith(_OF_LAMBDA)}
        return {**kept, "PATH": path, **ours}

    def up(self) -> None:
        """As a newcomer does it; what is there already stays."""
        self.onestop("up", "--engine", self.engine)

    def onestop(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run the command; a failure shows all that it printed."""
        done = subprocess.run(
            [str(ONESTOP), *words],
            env=self.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
        )
        assert done.returncode == 0 or not check, f"onestop {' '.join(words)}:\n{done.stdout}\n{done.stderr}"
        return done

    def token(self, role: str) -> str:
        return self.onestop("token", "--as", role).stdout.strip()

    @cached_property
    def admin(self) -> Client:
        return Client(self.url, self.token("admin"))

    def anyone(self, role: str) -> Client:
        """A member of the demo tenant with this role."""
        return Client(self.url, self.token(role))

    def opened(self, name: str) -> Client:
        """The owner of a new tenant."""
        slug, email, password = f"{name}-{uuid4().hex[:8]}", f"boss@{name}.example", uuid4().hex
        owner = {"ownerEmail": email, "ownerName": "Boss", "ownerPassword": password}
        self.system.task("OpenTenant", {"slug": slug, "name": f"{name} 有限公司", **owner})
        return Client(self.url, self.system.login(slug, email, password))
