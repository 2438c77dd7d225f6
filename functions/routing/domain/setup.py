"""What must be there for a queue or a profile to make sense; faults are `{"pointer", "reason"}`."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

Fault = dict[str, str]


def wrong_in_queue(
    said: Mapping[str, Any], own: str, queues: Collection[str], policies: Collection[str]
) -> list[Fault]:
    """What a queue points to that is not in use, or is itself."""
    return list(_of_queue(said, own, queues, policies))


def _of_queue(said: Mapping[str, Any], own: str, queues: Collection[str], policies: Collection[str]) -> Iterator[Fault]:
    if said["policy"] is not None and said["policy"] not in policies:
        yield {"pointer": "/policy", "reason": "is no policy in use"}
    to = (said["overflow"] or {}).get("to")
    if to == own:
        yield {"pointer": "/overflow/to", "reason": "is the queue itself"}
    elif to is not None and to not in queues:
        yield {"pointer": "/overflow/to", "reason": "is no queue in use"}


def wrong_in_profile(said: Mapping[str, Any], queues: Collection[str]) -> list[Fault]:
    """The queues of a profile that are not in use."""
    return [
        {"pointer": f"/queues/{number}/queue", "reason": "is no queue in use"}
        for number, each in enumerate(said["queues"]) if each["queue"] not in queues
    ]  # fmt: skip
