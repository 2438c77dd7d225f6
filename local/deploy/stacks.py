"""Create, update and delete a stack, and say in words what went wrong."""

import time
from collections.abc import Callable
from typing import Any

from botocore.exceptions import ClientError

from local.deploy.watching import Event, Watch

_CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"]
_POLL_SECONDS = 0.1
# A create that failed leaves a stack that can only be deleted.
_DEAD = {"ROLLBACK_COMPLETE", "CREATE_FAILED", "ROLLBACK_FAILED", "REVIEW_IN_PROGRESS", "DELETE_FAILED"}
_GOOD = {"CREATE_COMPLETE", "UPDATE_COMPLETE"}


class DeployFailed(RuntimeError):
    """The stack was rolled back; the message names each failing resource and its reason."""


class Stack:
    """One stack by name."""

    def __init__(self, cloudformation: Any, name: str, on_event: Callable[[Event], None]) -> None:
        self.cloudformation = cloudformation
        self.name = name
        self._on_event = on_event

    def describe(self, stack_id: str | None = None) -> dict[str, Any] | None:
        """The stack as CloudFormation describes it, or None if there is none of this name."""
        try:
            return self.cloudformation.describe_stacks(StackName=stack_id or self.name)["Stacks"][0]
        except ClientError as error:
            if "does not exist" in str(error):
                return None
            raise

    def deploy(self, template_url: str, parameters: dict[str, str]) -> bool:
        """Create or update; False if there was nothing to do. Raises DeployFailed."""
        request = {
            "StackName": self.name,
            "TemplateURL": template_url,
            "Parameters": [{"ParameterKey": k, "ParameterValue": v} for k, v in sorted(parameters.items())],
            "Capabilities": _CAPABILITIES,
        }
        present = self._settled()
        if present and present["StackStatus"] in _DEAD:
            self.delete()
            present = None
        watch = Watch(self.cloudformation, present and present["StackId"], self._on_event)
        operation = self.cloudformation.update_stack if present else self.cloudformation.create_stack
        try:
            stack_id = operation(**request)["StackId"]
        except ClientError as error:
            if "No updates are to be performed" in str(error):
                return False
            raise DeployFailed(f"{self.name}: {error.response['Error']['Message']}") from error
        self._require(self._finish(stack_id, watch), _GOOD, watch)
        return True

    def delete(self) -> None:
        """Delete the stack and wait for it; one that does not exist is deleted already. Raises DeployFailed."""
        present = self._settled()
        if present is None:
            return
        watch = Watch(self.cloudformation, present["StackId"], self._on_event)
        self.cloudformation.delete_stack(StackName=self.name)
        self._require(self._finish(present["StackId"], watch), {"DELETE_COMPLETE"}, watch)

    def _settled(self) -> dict[str, Any] | None:
        """The stack once nobody else works on it; an interrupted deployment goes on without its caller."""
        present = self.describe()
        while present and present["StackStatus"].endswith("_IN_PROGRESS") and present["StackStatus"] not in _DEAD:
            time.sleep(_POLL_SECONDS)
            present = self.describe()
        return present

    def _finish(self, stack_id: str, watch: Watch) -> str:
        while True:
            present = self.describe(stack_id)
            watch.look(stack_id)
            if present is None:
                return "DELETE_COMPLETE"
            if not present["StackStatus"].endswith("_IN_PROGRESS"):
                return present["StackStatus"]
            time.sleep(_POLL_SECONDS)

    def _require(self, status: str, accepted: set[str], watch: Watch) -> None:
        if status not in accepted:
            reasons = [f"  {e.stack}/{e.resource} ({e.type}): {e.reason}" for e in watch.failures]
            raise DeployFailed("\n".join([f"{self.name} ended as {status}", *reasons]))
