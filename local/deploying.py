"""The whole of template.yaml, deployed under a stage, with a word on the screen for each step."""

import os

from local import deploy as deployment
from local import screen
from local.home import PROJECT
from local.places import Aws, Embedded
from local.system import System


def deploy(system: System, parameters: dict[str, str]) -> deployment.Outputs:
    """Build, upload, create or update. Raises BuildFailed and DeployFailed."""
    said = {"Stage": system.stage, **_public_url(system), **parameters}
    if isinstance(system.place, Aws):
        os.environ["VENDOR"] = "wheels"  # real ones, for Lambda's own platform; the engines have them already
    with screen.step("Deploying") as report:
        outputs = deployment.deploy(
            system.place, PROJECT / "template.yaml", system.stack, said, lambda event: report(_words(event))
        )
        report("as it was" if not outputs.changed else f"{len(system.outputs())} capabilities")
    if outputs.not_emulated:
        screen.out.print(f"  [dim]accepted, but without effect here: {', '.join(outputs.not_emulated)}[/dim]")
    return outputs


def _public_url(system: System) -> dict[str, str]:
    return {"PublicUrl": system.base_url} if isinstance(system.place, Embedded) else {}


def _words(event: deployment.Event) -> str:
    return f"{event.stack} {event.resource} {event.status.lower().replace('_', ' ')}"
