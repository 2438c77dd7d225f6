"""The two verbs: bring a template tree up under a stack's name, and take it down again."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

from local.deploy import watching
from local.deploy.artifacts import Artifacts
from local.deploy.packaging import Package
from local.deploy.stacks import Stack
from local.deploy.watching import Event

# What the engines call a resource that they accept and do nothing for: ours, and LocalStack's.
_PLACEHOLDERS = ("not-emulated:", "unknown")


class Target(Protocol):
    """Where a deployment goes, and where it may write: `local.home.Home`, or anything that makes clients."""

    @property
    def root(self) -> Path:
        """A folder of our own; bundles are made in `deploy` below it."""

    def client(self, service: str) -> Any:
        """A boto3 client of the engine, LocalStack or AWS."""


class Outputs(dict[str, str]):
    """A stack's outputs by name; `changed` is False if there was nothing to do, `not_emulated` lists the
    resource types that the engine accepted without doing anything for them (always empty on AWS)."""

    changed: bool = True
    not_emulated: tuple[str, ...] = ()


def _silent(_event: Event) -> None:
    """For callers that only want the result."""


def deploy(
    home: Target,
    template: Path,
    stack: str,
    parameters: dict[str, str],
    on_progress: Callable[[Event], None] = _silent,
    whole: bool = False,
) -> Outputs:
    """Build, upload and deploy `template` with all it refers to. Raises BuildFailed or DeployFailed.

    `whole` makes functions that need no layers.
    """
    cloudformation = home.client("cloudformation")
    artifacts = Artifacts(home.client("sts"), home.client("s3"))
    package = Package(artifacts, home.root / "deploy", _vendor(cloudformation), whole)
    address = package.template(template.resolve())
    target = Stack(cloudformation, stack, on_progress)
    changed = target.deploy(address, parameters)
    return _outputs(cloudformation, target.describe() or {}, changed)


def delete(home: Target, stack: str, on_progress: Callable[[Event], None] = _silent) -> None:
    """Delete `stack` and all that is nested in it; the uploaded artifacts stay. Raises DeployFailed."""
    Stack(home.client("cloudformation"), stack, on_progress).delete()


def _vendor(cloudformation: Any) -> str:
    """An emulator on this machine runs functions on this Python; everybody else needs the packages uploaded."""
    here = urlsplit(cloudformation.meta.endpoint_url).hostname in {"127.0.0.1", "localhost", "::1"}
    return "environment" if here else ""


def _outputs(cloudformation: Any, description: dict[str, Any], changed: bool) -> Outputs:
    outputs = Outputs({each["OutputKey"]: each["OutputValue"] for each in description.get("Outputs", ())})
    outputs.changed = changed
    outputs.not_emulated = tuple(sorted({kind for kind, _ in not_emulated(cloudformation, description["StackId"])}))
    return outputs


def not_emulated(cloudformation: Any, stack: str) -> Iterator[tuple[str, str]]:
    """Type and logical id of each resource of `stack`, and of what is nested in it, that has no effect there."""
    for each in watching.tree(cloudformation, stack):
        for resource in watching.resources(cloudformation, each):
            if resource.get("PhysicalResourceId", "").startswith(_PLACEHOLDERS):
                yield resource["ResourceType"], resource["LogicalResourceId"]
