"""What happens inside a stack and its nested stacks while an operation runs on it."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

STACK = "AWS::CloudFormation::Stack"


class Event(NamedTuple):
    """One step of one resource, as CloudFormation reports it."""

    stack: str
    resource: str
    type: str
    status: str
    reason: str

    @property
    def failed(self) -> bool:
        """Whether this is a cause; what CloudFormation cancels because of another failure is none."""
        return self.status.endswith("_FAILED") and "cancelled" not in self.reason


class Watch:
    """Reads the events of a stack and of every nested stack that a parent's event reveals, each only once."""

    def __init__(self, cloudformation: Any, stack_id: str | None, on_event: Callable[[Event], None]) -> None:
        self._cloudformation = cloudformation
        self._on_event = on_event
        self._seen: set[str] = set()
        self._running: set[str] = set()
        self.failures: list[Event] = []
        if stack_id:
            for each in tree(cloudformation, stack_id):
                self._seen.update(event["EventId"] for event in self._unseen(each))

    def look(self, stack_id: str) -> None:
        """Report what is new in `stack_id` and in the nested stacks that are at work."""
        for each in (stack_id, *self._running):
            self._read(each)

    def _read(self, stack_id: str) -> None:
        for event in reversed(list(self._unseen(stack_id))):
            child = event.get("PhysicalResourceId")
            if event["ResourceType"] == STACK and child and child != stack_id:
                self._follow(child, event["ResourceStatus"].endswith("_IN_PROGRESS"))
            self._report(event)

    def _follow(self, child: str, running: bool) -> None:
        """Read a nested stack now, and at each further look for as long as it runs."""
        (self._running.add if running else self._running.discard)(child)
        self._read(child)

    def _report(self, raw: dict[str, Any]) -> None:
        self._seen.add(raw["EventId"])
        event = Event(
            raw["StackName"],
            raw["LogicalResourceId"],
            raw["ResourceType"],
            raw["ResourceStatus"],
            raw.get("ResourceStatusReason", ""),
        )
        if event.failed:
            self.failures.append(event)
        self._on_event(event)

    def _unseen(self, stack_id: str) -> Iterator[dict[str, Any]]:
        # Newest first: the first one known ends the reading, so a long history costs nothing.
        pages = self._cloudformation.get_paginator("describe_stack_events").paginate(StackName=stack_id)
        for page in pages:
            for event in page["StackEvents"]:
                if event["EventId"] in self._seen:
                    return
                yield event


def resources(cloudformation: Any, stack_id: str) -> list[dict[str, Any]]:
    """The resources of one stack, without those of its nested stacks."""
    pages = cloudformation.get_paginator("list_stack_resources").paginate(StackName=stack_id)
    return [resource for page in pages for resource in page["StackResourceSummaries"]]


def tree(cloudformation: Any, stack_id: str) -> Iterator[str]:
    """`stack_id` and the id of every stack nested in it."""
    yield stack_id
    for resource in resources(cloudformation, stack_id):
        if resource["ResourceType"] == STACK and resource.get("PhysicalResourceId"):
            yield from tree(cloudformation, resource["PhysicalResourceId"])
