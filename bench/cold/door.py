"""A door in a new Python, as a Lambda finds itself: its code and its layers on the path, and little else."""

import json
import resource
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.places import ROOT
from bench.stub import learn

HERE = Path(__file__).parent
FUNCTIONS = ROOT / "functions"
LAYERS = (ROOT / "layers" / "onestop", Path(sysconfig.get_path("purelib")))
CREDENTIALS = {"AWS_ACCESS_KEY_ID": "cold", "AWS_SECRET_ACCESS_KEY": "cold", "AWS_DEFAULT_REGION": "us-east-1"}


class Failed(RuntimeError):
    """A handler did not do what it was recorded to do; the message says what it did instead."""


@dataclass(frozen=True)
class Door:
    """A handler, the event that it answers first, what AWS answers it meanwhile, and where its code is."""

    handler: str
    event: Any
    answers: dict[str, Any]
    environment: dict[str, str]
    code: Path = FUNCTIONS

    @classmethod
    def of(cls, asked: dict[str, Any], environment: dict[str, str]) -> "Door":
        """A door of ours; `asked` is as it was recorded."""
        return cls(asked["handler"], asked["event"], asked["answers"], environment)

    def __call__(self) -> list[str]:
        """Start, answer, end: the modules that this took. `Failed` where the answer is none."""
        learn(self.environment["AWS_ENDPOINT_URL"], self.answers)
        path = ":".join(map(str, (self.code, *LAYERS)))
        done = subprocess.run(  # noqa: S603  ourselves
            [sys.executable, "-S", "-P", str(HERE / "probe.py"), self.handler], input=json.dumps(self.event),
            env={**CREDENTIALS, **self.environment, "PYTHONPATH": path}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise Failed(f"{self.handler}: {done.stderr}")
        said = json.loads(done.stdout.splitlines()[-1])
        self._must_be_well(said["answer"])
        modules: list[str] = said["modules"]
        return modules

    def _must_be_well(self, answer: Any) -> None:
        if answer.get("statusCode", 200) >= 400 or answer.get("batchItemFailures"):
            raise Failed(f"{self.handler} answered {answer}")


def recorded() -> dict[str, Any]:
    """What the doors are asked first; made in a process of its own, because it loads the whole house."""
    done = subprocess.run([sys.executable, "-m", "bench.cold.first"], stdout=subprocess.PIPE, cwd=ROOT, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def bare(asked: dict[str, Any], environment: dict[str, str]) -> Door:
    """The bare handler, which gets the same item."""
    event = {"key": {"pk": {"S": "01J00000000000000000000000#customer"}, "sk": {"S": "record"}}}
    return Door("bare.handler", event, asked["answers"], environment, HERE)


def cpu_of_children() -> float:
    """Seconds of CPU, of the processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
