import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import boto3
import pytest

from tests.support import tables
from tests.support.answering import Asked, answering
from tests.support.gateway import Browser
from tests.support.wire import Wire


@pytest.fixture
def table(aws: None) -> Any:
    return tables.create("returns")


@pytest.fixture
def desk(table: Any) -> Browser:
    """Somebody of the demo tenant who may do everything."""
    return _browser()


@pytest.fixture
def wire(aws: None) -> Wire:
    """The table, its relay, the bus and the inbox; and a machine that only remembers what was begun."""
    machines = boto3.client("stepfunctions")
    role = "arn:aws:iam::123456789012:role/test"
    definition = json.dumps({"StartAt": "Done", "States": {"Done": {"Type": "Succeed"}}})
    machines.create_state_machine(name="onestop-test-return", definition=definition, roleArn=role)
    return Wire("returns")


@pytest.fixture
def wired(wire: Wire) -> Browser:
    """The desk where events are carried, too."""
    return _browser()


@dataclass
class Catalog:
    """Says what something costs: every piece the same, without tax."""

    unit_price: int = 1000
    refusal: str | None = None
    is_down: bool = False
    asked: list[Any] = field(default_factory=list)

    def answer(self, request: Asked) -> tuple[int, Any]:
        self.asked.append(request.body)
        if self.is_down:
            return 503, {"message": "not now"}
        if self.refusal:
            return 200, {"refused": {"code": self.refusal, "detail": "No.", "errors": [], "facts": {}}}
        price = {"unitPrice": self.unit_price, "taxRate": "0.19", "taxIncluded": True}
        return 200, {"lines": [{**each, **price} for each in request.body["input"]["lines"]]}


@pytest.fixture
def catalog(monkeypatch: pytest.MonkeyPatch) -> Iterator[Catalog]:
    """The catalog's task door, on loopback."""
    from returns.service import exchanging  # noqa: PLC0415  needs the environment above

    exchanging._catalog.cache_clear()  # a circuit of its own: what it counts lives as long as the process
    playing = Catalog()
    with answering(playing.answer) as server:
        monkeypatch.setenv("AWS_ENDPOINT_URL_LAMBDA", server.url)
        yield playing


def _browser() -> Browser:
    from returns.api import app  # noqa: PLC0415  needs the environment above

    return Browser(app)
