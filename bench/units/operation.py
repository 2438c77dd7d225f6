"""One operation of a capability, as it was counted."""

from dataclasses import asdict, dataclass, field
from typing import Any

Answers = dict[str, list[Any]]
TO_REPEAT = ("name", "at", "event", "answers", "known")  # what is needed to do it again, and no result


@dataclass
class Operation:
    """What an operation used, and what is needed to do the same again: its event and the answers that it got.

    `calls` are calls by operation, those that are not DynamoDB's with their service before them; `units` are
    DynamoDB's, of index writes apart from the table's own; `records` are what it leaves in the stream, `events` and
    `event_bytes` what the relay publishes of them. `endless` are reads without a limit of their own. `at` is when it
    was done, as RFC 3339, `known` what was remembered then.
    """

    handler: str
    name: str
    calls: dict[str, int] = field(default_factory=dict)
    read_units: float = 0
    write_units: float = 0
    index_units: float = 0
    records: int = 0
    events: int = 0
    event_bytes: int = 0
    answer_bytes: int = 0
    log_bytes: int = 0
    endless: int = 0
    at: str = ""
    event: dict[str, Any] = field(default_factory=dict)
    answers: Answers = field(default_factory=dict)
    known: str = ""

    @property
    def capability(self) -> str:
        return self.handler.partition(".")[0]

    def counts(self) -> dict[str, Any]:
        """What of it belongs to the results."""
        return {name: value for name, value in asdict(self).items() if name not in TO_REPEAT}
