"""Deploy the committed tree: the same template, through the same calls, to the engine, LocalStack and AWS."""

from local.deploy.bundles import BuildFailed
from local.deploy.deployment import Outputs, delete, deploy, not_emulated
from local.deploy.stacks import DeployFailed
from local.deploy.watching import Event

__all__ = ["BuildFailed", "DeployFailed", "Event", "Outputs", "delete", "deploy", "not_emulated"]
