"""Step Functions as orders sees it: what is started and resumed, and what it refuses."""

from dataclasses import dataclass, field
from typing import Any

from tests.support.answering import Answer, Asked


@dataclass
class Machines:
    """Takes everything, each name and each token once. `broken` has it fail."""

    started: dict[str, Any] = field(default_factory=dict)
    resumed: list[str] = field(default_factory=list)
    broken: bool = False

    def __call__(self, asked: Asked) -> Answer:
        if self.broken:
            return 400, {"__type": "AccessDeniedException", "message": "no"}
        said = asked.body
        if "taskToken" in said:
            return self._resume(said["taskToken"])
        key = f"{said['stateMachineArn'].rpartition('-')[2]}/{said['name']}"
        if key in self.started:
            return 400, {"__type": "ExecutionAlreadyExists", "message": "there"}
        self.started[key] = said["input"]
        return 200, {"executionArn": f"arn:aws:states:::execution:{key}", "startDate": 1795322599.0}

    def _resume(self, token: str) -> Answer:
        if token in self.resumed:
            return 400, {"__type": "TaskTimedOut", "message": "over"}
        self.resumed.append(token)
        return 200, {}
