"""What is counted beside DynamoDB's units: calls to other services, and the bytes of the log."""

import io
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from botocore import handlers


@dataclass
class Heard:
    """Calls to services other than DynamoDB: their names, the answers, the events put on the bus.

    `endless` are the reads whose cost the size of a table could move: a Scan, or a Query that sets itself no limit.
    """

    endless: list[str] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    answers: list[tuple[str, str]] = field(default_factory=list)
    published: list[dict[str, Any]] = field(default_factory=list)


class Ear:
    """Hears every client that is made after it was put on: botocore's own list of handlers leads to all of them."""

    def __init__(self) -> None:
        self.heard = Heard()

    @contextmanager
    def on(self) -> Iterator[None]:
        ours = [("before-call", self._sent), ("after-call", self._answered)]
        handlers.BUILTIN_HANDLERS.extend(ours)
        try:
            yield
        finally:
            for each in ours:
                handlers.BUILTIN_HANDLERS.remove(each)

    def taken(self) -> Heard:
        """What was heard since the last time."""
        heard, self.heard = self.heard, Heard()
        return heard

    def _sent(self, model: Any, params: dict[str, Any], **_: Any) -> None:
        if model.name == "PutEvents":
            self.heard.published += json.loads(params["body"])["Entries"]
        if model.name == "Scan" or (model.name == "Query" and "Limit" not in json.loads(params["body"])):
            self.heard.endless.append(model.name)

    def _answered(self, http_response: Any, parsed: dict[str, Any], model: Any, **_: Any) -> None:
        service = model.service_model
        if service.service_name not in ("dynamodb", "dynamodbstreams") or model.name == "DescribeTable":
            self.heard.calls.append(f"{service.service_name}:{model.name}")
            self.heard.answers.append(_answer(service, model.name, http_response, parsed))


def _answer(service: Any, operation: str, response: Any, parsed: dict[str, Any]) -> tuple[str, str]:
    """What the stub is to answer, and to what: see `bench.stub`."""
    if service.service_name == "s3":
        return f"s3.{operation}", response.headers.get("content-length", "0")
    if service.service_name == "lambda":  # its answer is a stream, which is read once
        content = parsed["Payload"].read()
        parsed["Payload"] = io.BytesIO(content)
        return f"lambda.{operation}", content.decode()
    return f"{service.metadata.get('targetPrefix')}.{operation}", response.content.decode()


class LogMeter(io.TextIOBase):
    """A stdout that counts what the functions log; the loggers keep it for the life of the process."""

    def __init__(self) -> None:
        self.bytes = 0

    def write(self, text: str) -> int:
        self.bytes += len(text.encode())
        return len(text)

    @contextmanager
    def on(self) -> Iterator["LogMeter"]:
        before, sys.stdout = sys.stdout, self  # type: ignore[assignment]
        try:
            yield self
        finally:
            sys.stdout = before
