"""`python -m bench.system.load`: so many clients with kept connections, each asking as soon as it was answered.

In a process of its own, because it shares the cores with what it measures: a job comes on stdin as JSON, what was
seen goes to stdout. The standard library's client takes about 0.2 ms of CPU for a request; the share is reported.
"""

import http.client
import json
import random
import sys
import threading
import time
from dataclasses import dataclass, field
from typing import Any

from bench.system.operations import OPERATIONS, Person


@dataclass
class Client(threading.Thread):
    """One client of its own people: two that change the same one would refuse each other."""

    job: dict[str, Any]
    people: list[Person]
    until: float
    seconds: list[float] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    __hash__ = threading.Thread.__hash__

    def run(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.job["port"], timeout=60)
        connection.connect()
        while time.perf_counter() < self.until:
            request = OPERATIONS[self.job["operation"]](random.choice(self.people))  # noqa: S311
            self._ask(connection, *request)
        connection.close()

    def _ask(self, connection: http.client.HTTPConnection, method: str, path: str, body: dict[str, Any] | None) -> None:
        headers = {"Authorization": f"Bearer {self.job['token']}", "If-Match": "*", "Content-Type": "application/json"}
        began = time.perf_counter()
        connection.request(method, path, None if body is None else json.dumps(body), headers)
        answer = connection.getresponse()
        said = answer.read()
        self.seconds.append(time.perf_counter() - began)
        if answer.status >= http.HTTPStatus.BAD_REQUEST:
            self.refused.append(f"{answer.status} {said[:200]!r}")


def main() -> None:
    job = json.load(sys.stdin)
    count = job["clients"]
    began, worked = time.perf_counter(), time.process_time()
    clients = [Client(job, job["people"][n::count], began + job["seconds"]) for n in range(count)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    elapsed = time.perf_counter() - began
    json.dump(_seen(clients, elapsed, time.process_time() - worked), sys.stdout)


def _seen(clients: list[Client], elapsed: float, worked: float) -> dict[str, Any]:
    times = sorted(second for client in clients for second in client.seconds)
    return {
        "rps": round(len(times) / elapsed, 1),
        "p50_ms": round(1000 * times[len(times) // 2], 1),
        "p99_ms": round(1000 * times[len(times) * 99 // 100], 1),
        "client_cpu": round(worked / elapsed, 2),
        "refused": [line for client in clients for line in client.refused][:3],
    }


if __name__ == "__main__":
    main()
