"""The whole of template.yaml, deployed under a stage, with a word on the screen for each step."""

import os
import platform

from local import deploy as deployment
from local import screen
from local.home import PROJECT
from local.places import Aws, Embedded, LocalStack
from local.system import System

# A container on this machine has its processor, whatever the template asks for.
_ARCHITECTURE = {"arm64": "aarch64"}.get(platform.machine(), platform.machine())
_WHEELS = "--only-binary=:all: --python-version 3.13 --implementation cp " + " ".join(
    f"--platform {generation}_{_ARCHITECTURE}" for generation in ("manylinux2014", "manylinux_2_28", "manylinux_2_34")
)


def deploy(system: System, parameters: dict[str, str]) -> deployment.Outputs:
    """Build, upload, create or update. Raises BuildFailed and DeployFailed."""
    said = {"Stage": system.stage, **_public_url(system), **parameters}
    contained = isinstance(system.place, LocalStack) and system.place.is_contained()
    if contained or isinstance(system.place, Aws):
        os.environ["VENDOR"] = "wheels"  # real ones, for Lambda's own platform; the engines have them already
    if contained:
        os.environ["PLATFORM"] = _WHEELS
    with screen.step("Deploying") as report:
        outputs = deployment.deploy(
            system.place,
            PROJECT / "template.yaml",
            system.stack,
            said,
            lambda event: report(_words(event)),
            whole=contained,
        )
        report("as it was" if not outputs.changed else f"{len(system.outputs())} capabilities")
    if outputs.not_emulated:
        screen.out.print(f"  [dim]accepted, but without effect here: {', '.join(outputs.not_emulated)}[/dim]")
    return outputs


def _public_url(system: System) -> dict[str, str]:
    return {"PublicUrl": system.base_url} if isinstance(system.place, Embedded) else {}


def _words(event: deployment.Event) -> str:
    return f"{event.stack} {event.resource} {event.status.lower().replace('_', ' ')}"
