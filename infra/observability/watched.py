"""What there is to watch in a capability: the functions, the table and the queues of its stack."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from local.deploy import templates

KINDS = ("AWS::Serverless::Function", "AWS::DynamoDB::Table", "AWS::SQS::Queue")
NAMES = "Names"  # the output of each stack that lists the physical names, in the order of `Watched.resources`


@dataclass(frozen=True)
class Watched:
    """One capability; the tuples hold logical ids of its stack, in the stack's order."""

    name: str
    stack: str
    functions: tuple[str, ...]
    tables: tuple[str, ...]
    queues: tuple[str, ...]

    @property
    def resources(self) -> tuple[str, ...]:
        """All of them, in the order of the stack's output `Names`."""
        return self.functions + self.tables + self.queues

    @property
    def inbox(self) -> str | None:
        return next((queue for queue in self.queues if queue == "Inbox"), None)

    @property
    def failures(self) -> tuple[str, ...]:
        """Its dead-letter queues."""
        return tuple(queue for queue in self.queues if queue.endswith("Failures"))

    @property
    def relay(self) -> str | None:
        return next((function for function in self.functions if function.endswith("Relay")), None)

    @property
    def has_api(self) -> bool:
        return any(function.endswith("Api") for function in self.functions)

    def physical(self, resource: str) -> dict[str, Any]:
        """The physical name, which the root template passes on as one of a list."""
        # Split here, because LocalStack knows a parameter of the type CommaDelimitedList no more when it deletes.
        return {"Fn::Select": [self.resources.index(resource), {"Fn::Split": [",", {"Ref": self.stack}]}]}

    def variable(self, resource: str) -> str:
        """What stands for the physical name in the text of a dashboard."""
        return resource if resource.startswith(self.stack) else self.stack + resource

    def variables(self) -> dict[str, Any]:
        return {self.variable(each): self.physical(each) for each in self.resources}


def watched(name: str, stack: str, path: Path) -> Watched:
    """What the stack at `path` holds. Raises ValueError if it cannot be read."""
    declared = templates.read(path)["Resources"]
    functions, tables, queues = (tuple(_of_kind(declared, kind)) for kind in KINDS)
    return Watched(name, stack, functions, tables, queues)


def _of_kind(declared: dict[str, Any], kind: str) -> Iterator[str]:
    return (name for name, resource in declared.items() if resource["Type"] == kind)
