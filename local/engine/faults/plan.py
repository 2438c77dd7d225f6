"""Which faults there are, whom they strike, and how often."""

import math
import re
import threading
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from random import Random
from typing import Any

CALLS = ("throttle", "refuse", "reject", "kill")
DELIVERIES = ("lose", "fail", "double", "delay", "reorder")


class BadFault(Exception):
    """A fault that does not exist, or says nothing that can be understood; the message says which."""


@dataclass(frozen=True)
class Fault:
    """One way to fail.

    throttle  a call of a service is answered with a throttling error and not carried out
    refuse    entries of PutEvents come back with an ErrorCode; the others are published
    reject    a call is answered with 500 and not carried out
    kill      a call is carried out, and before its answer leaves, the workers of the function `victim` are killed
    lose      a batch of messages or stream records counts as delivered, and nobody has seen it
    fail      its delivery fails, and it comes again
    double    it is delivered twice
    delay     it comes `seconds` later
    reorder   a batch of messages comes in another order; stream records keep theirs, as DynamoDB promises

    `on` is a regular expression: a call is `<service> <operation> <tables, bus or queue>`, an entry `events <source>`,
    a delivery `<aws:sqs or aws:dynamodb> <function>`. It strikes with the probability `rate`, at most `times` times.
    """

    kind: str
    on: str = ""
    rate: float = 1.0
    times: int | None = None
    seconds: float = 0.0
    victim: str = ""

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> "Fault":
        """A fault as JSON tells it. Raises BadFault."""
        if said.get("kind") not in (*CALLS, *DELIVERIES) or said.keys() - {each.name for each in fields(cls)}:
            raise BadFault(f"There is no such fault: {dict(said)}")
        return cls(**said)


class _Armed:
    """A fault with its own sequence of chances, and how often it may still strike."""

    def __init__(self, fault: Fault, seed: str) -> None:
        self.fault = fault
        self._chance = Random(seed)  # noqa: S311  repeatable, not secret
        self._left = math.inf if fault.times is None else fault.times

    def strikes(self, whom: str) -> bool:
        if not self._left or not re.search(self.fault.on, whom) or self._chance.random() >= self.fault.rate:
            return False
        self._left -= 1
        return True


class Plan:
    """The faults of now, and how many there were of each kind. Thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._armed: list[_Armed] = []
        self.struck: Counter[str] = Counter()

    @property
    def is_quiet(self) -> bool:
        return not self._armed

    def replace(self, seed: int | str, faults: Iterable[Fault]) -> None:
        """From now on these, and no others."""
        armed = [_Armed(fault, f"{seed}/{number}") for number, fault in enumerate(faults)]
        with self._lock:
            self._armed = armed

    def strikes(self, kind: str, whom: str) -> Fault | None:
        """The fault of this kind that strikes now; it is counted."""
        with self._lock:
            for each in self._armed:
                if each.fault.kind == kind and each.strikes(whom):
                    self.struck[kind] += 1
                    return each.fault
        return None
