"""The CPU that an operation takes: the same event, the same answers, again and again, and nothing behind the socket.

In a process of its own, which has no moto in it and talks to the stub as a Lambda talks to AWS. A dear operation is
repeated less often than a cheap one.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from typing import Any

from freezegun import freeze_time

from bench.rounds import interleaved, spread
from bench.stub import answering, learn
from bench.units import knowing
from bench.units.operation import Answers, Operation
from onestop import clock

ROUNDS, SECONDS, MOST = 5, 0.15, 40  # at most so many calls of each in a round


def timed(operations: Iterable[Operation], remembered: Answers) -> list[float]:
    """Microseconds of CPU of each operation, in their order."""
    asked = [
        {"handler": each.handler, "name": each.name, "at": each.at, "event": each.event,
         "answers": each.answers | remembered, "known": each.known}
        for each in operations
    ]  # fmt: skip
    with answering(remembered) as endpoint:
        settings = {name: value for name, value in os.environ.items() if name != "ONESTOP_TRANSPORT"}
        done = subprocess.run(  # noqa: S603  ourselves
            [sys.executable, "-m", "bench.units.timing", endpoint], input=json.dumps(asked), text=True,
            stdout=subprocess.PIPE, check=True, env={**settings, "AWS_ENDPOINT_URL": endpoint},
        )  # fmt: skip
    times: list[float] = json.loads(done.stdout)
    return times


def main(endpoint: str) -> None:
    """Time the operations that stdin lists; what the functions log goes nowhere, but is written."""
    out = sys.stdout
    with open(os.devnull, "w") as nowhere:
        sys.stdout = nowhere
        times = [_time(endpoint, each) for each in json.load(sys.stdin)]
    json.dump(times, out)


def _time(endpoint: str, operation: dict[str, Any]) -> float:
    from bench.units.calling import resolved  # noqa: PLC0415  loads the function, which keeps the stdout it finds
    from tests.support.gateway import CONTEXT  # noqa: PLC0415

    handler = resolved(operation["handler"])
    learn(endpoint, operation["answers"])
    knowing.given(operation["known"])
    if operation["at"] <= clock.timestamp() and _is_taken(lambda: handler(operation["event"], CONTEXT)):
        return _median(lambda: handler(operation["event"], CONTEXT))
    learn(endpoint, operation["answers"])  # a code that has expired since, or what is due later: to when it was done
    with freeze_time(operation["at"], tick=True):
        knowing.given(operation["known"])
        if not _is_taken(lambda: handler(operation["event"], CONTEXT)):
            raise AssertionError(f"{operation['name']} does not take its recorded answers")
        return _median(lambda: handler(operation["event"], CONTEXT))


def _is_taken(call: Callable[[], Any]) -> bool:
    """Whether the recorded answers are taken at this time; later a sweep may find more to do, and have no answer."""
    from onestop.observe import Fault  # noqa: PLC0415  the logger keeps the stdout that it finds

    try:
        answer = call()
    except Fault:
        return False
    return answer.get("statusCode", 200) < 400 and not answer.get("batchItemFailures")


def _median(call: Callable[[], Any]) -> float:
    """Microseconds of CPU."""
    started = time.process_time()
    call()
    calls = max(1, min(MOST, int(SECONDS / ROUNDS / (time.process_time() - started))))
    return round(spread(interleaved({"this": call}, ROUNDS, calls)["this"]).median * 1e6, 1)


if __name__ == "__main__":
    main(sys.argv[1])
