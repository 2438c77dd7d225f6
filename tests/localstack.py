"""`make test-localstack`: the journeys on the real LocalStack.

On one that runs, which localstack-client finds by AWS_ENDPOINT_URL or LOCALSTACK_HOST (localhost:4566 where neither is
set); else on one that Docker starts for them. Where there is neither it says so, and that is no failure. Further
arguments go to pytest.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import requests

from local.places import LOCALSTACK, LocalStack
from tests.support.eventually import eventually

ROOT = Path(__file__).parents[1]
IMAGE = "localstack/localstack:4.14.0"
PORT = 4566  # queues have it in their addresses, so it has to be the same outside of the container
START_SECONDS = 180


def main() -> int:
    """pytest's status; 0 where there is nothing to test on, 1 where a LocalStack that was named does not answer."""
    here = LocalStack(ROOT)
    if _answers(here):
        return _journeys(here, "it was running")
    if here.is_named():
        print(f"No LocalStack answers at {here.endpoint}, where the environment says that it is.")
        return 1
    docker = shutil.which("docker")
    if docker is None or subprocess.run([docker, "info"], capture_output=True, check=False).returncode:
        print(f"SKIPPED: no LocalStack answers at {here.endpoint}, and there is no Docker engine to start one.")
        return 0
    with _in_docker(docker, here):
        return _journeys(here, f"Docker runs {IMAGE} for this")


def _journeys(here: LocalStack, how: str) -> int:
    print(f"Journeys on LocalStack {here.about()['version']} at {here.endpoint}: {how}.", flush=True)
    environment = {**os.environ, "ONESTOP_ENGINE": LOCALSTACK, "LOCALSTACK_HOST": urlsplit(here.endpoint).netloc}
    command = [sys.executable, "-m", "pytest", "-v", "tests/e2e", *sys.argv[1:]]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


@contextmanager
def _in_docker(docker: str, here: LocalStack) -> Iterator[None]:
    """Functions are containers as well, so LocalStack is given the engine that it runs in."""
    given = ["--volume", "/var/run/docker.sock:/var/run/docker.sock", "--publish", f"127.0.0.1:{PORT}:{PORT}"]
    settings = ["--env", "LAMBDA_IGNORE_ARCHITECTURE=1"]
    command = [docker, "run", "--detach", "--rm", *given, *settings, IMAGE]
    container = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    try:
        eventually(lambda: _answers(here), within=START_SECONDS)
        yield
    finally:
        subprocess.run([docker, "stop", container], capture_output=True, check=True)


def _answers(here: LocalStack) -> bool:
    try:
        return bool(here.about())
    except requests.RequestException:
        return False


if __name__ == "__main__":
    sys.exit(main())
