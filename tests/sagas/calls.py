"""One call of a task, moment by moment: it may end, die, or go on when nobody waits for it any more."""

from dataclasses import dataclass
from typing import Any

from onestop.errors import OneStopError
from tests.sagas.interpreter import Asked, Execution
from tests.sagas.model.house import Steps

DEATHS = ("Runtime.ExitError", "Lambda.Unknown")  # what Step Functions calls a function that died


@dataclass
class Call:
    """A call under way. `execution` waits for it; None where nobody does."""

    asked: Asked
    steps: Steps
    execution: Execution | None
    answer: Any = None
    error: str = ""
    moments: int = 0
    is_over: bool = False

    def is_of(self, execution: Execution) -> bool:
        """Whether it was asked by this execution, though that may not wait for it any more."""
        return bool(self.asked.payload["saga"]["id"] == execution.name)

    def go(self) -> None:
        """Its next moment."""
        self.moments += 1
        try:
            next(self.steps)
        except StopIteration as end:
            self.answer, self.is_over = end.value, True
        except OneStopError as error:
            self.error, self.is_over = error.code, True

    def die(self, error: str) -> None:
        """Whatever it had still to do, it does not."""
        self.steps.close()
        self.error, self.is_over = error, True
