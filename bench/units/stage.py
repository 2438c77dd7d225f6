"""The whole house in this process, on moto, and a count of everything that is done in it."""

import importlib
import json
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

import boto3
from moto import mock_aws

import tests.conftest  # noqa: F401  sets the environment that the functions are loaded with
from bench.units import knowing
from bench.units.calling import resolved
from bench.units.hearing import Ear, Heard, LogMeter
from bench.units.operation import Answers, Operation
from onestop import clock
from tests.support import stacks
from tests.support.capacity import Used, counted
from tests.support.gateway import CONTEXT, Browser, Reply
from tests.support.moto import quicken
from tests.support.table_stream import TableStream
from tests.support.whole import Whole, environment

REMEMBERED = ("GetSecretValue", "GetPublicKey")  # asked once in the life of a process, and never again


class Stage:
    """One tenant and its owner. `operations` has what was done, in its order, but only what was given a name."""

    def __init__(self, ear: Ear, log: LogMeter) -> None:
        self.ear, self.log = ear, log
        self.operations: list[Operation] = []
        self.remembered: Answers = {}
        self.envelopes: list[dict[str, Any]] = []
        boto3.client("events").create_event_bus(Name=os.environ["EVENT_BUS"])
        self.house = Whole.opened()
        self.streams = {name: _at_its_end(name) for name in stacks.capabilities() if _publishes(name)}
        self._ids = count(1)

    def browser(self, capability: str, **who: str) -> Browser:
        """Somebody at the door of a capability; the owner, unless it is said who else."""
        door = importlib.import_module(f"{capability}.api").app
        return Browser(door, **{"tenant": self.house.tenant, "actor": f"member/{self.house.owner}", **who})

    def ask(self, name: str, browser: Browser, method: str, path: str, body: Any = None, **headers: str) -> Reply:
        """A request that is counted; `name` tells it from others of its route, an empty one is enough for the first."""
        said = {key.replace("_", "-"): value for key, value in {"if_match": "*", **headers}.items()}
        event = browser.event(method, path, body, said)
        handler = f"{_capability_of(browser)}.api.app"
        answer = self.do(f"{method} {event['resource']}{name and f', {name}'}", handler, event)
        reply = Reply(answer["statusCode"], answer["headers"], answer["body"])
        if reply.status >= 400:
            raise AssertionError(f"{method} {path} was refused: {reply.text}")
        return reply

    def do(self, name: str, handler: str, event: dict[str, Any]) -> Any:
        """Call a handler once, and note what that took and what it set off."""
        self.settle()
        operation = Operation(handler, name, event=event, at=clock.timestamp(), known=knowing.taken())
        answer, used, heard, logged = self._counted(handler, event)
        _note(operation, used, heard)
        operation.log_bytes = logged
        operation.answer_bytes = len(answer.get("body") or "") if isinstance(answer, dict) else 0
        self._follow(operation)
        self.operations.append(operation)
        return answer

    def settle(self) -> None:
        """Publish what was written and belongs to no operation: preparations."""
        self._follow(Operation("", ""))

    def records(self, capability: str) -> list[dict[str, Any]]:
        """What a table's stream has that was not read yet."""
        return [_plain(each) for each in self.streams[capability].records()]

    def message(self, envelope: dict[str, Any], capability: str = "customers") -> dict[str, Any]:
        """An envelope as SQS hands it to a consumer."""
        body = {"source": f"onestop.{capability}", "detail-type": envelope["type"], "detail": envelope}
        return {"messageId": f"m-{next(self._ids)}", "body": json.dumps(body), "eventSource": "aws:sqs"}

    def _counted(self, handler: str, event: dict[str, Any]) -> tuple[Any, Used, Heard, int]:
        self.ear.taken()
        before = self.log.bytes
        with counted() as used:
            answer = resolved(handler)(event, CONTEXT)
        heard = self.ear.taken()
        self._remember(heard)
        return answer, used, heard, self.log.bytes - before

    def _remember(self, heard: Heard) -> None:
        """Answers that a process asks for only once are needed again by the process that takes the time."""
        for target, body in heard.answers:
            if target.endswith(REMEMBERED):
                self.remembered[target] = [json.loads(body)]

    def _follow(self, operation: Operation) -> None:
        """Let the relay publish what the operation wrote."""
        for capability in self.streams:
            if records := self.records(capability):
                resolved(f"{capability}.relay.handler")({"Records": records}, CONTEXT)
                entries = self.ear.taken().published
                self.envelopes += [json.loads(each["Detail"]) for each in entries]
                operation.records += len(records)
                operation.events += len(entries)
                operation.event_bytes += sum(len(each["Detail"].encode()) for each in entries)


def _capability_of(browser: Browser) -> str:
    return next(name for name in stacks.capabilities() if importlib.import_module(f"{name}.api").app is browser.door)


def _publishes(capability: str) -> bool:
    return (stacks.ROOT / "functions" / capability / "relay.py").exists()


def _note(operation: Operation, used: Used, heard: Heard) -> None:
    others = [name for name in heard.calls if not name.endswith(REMEMBERED)]
    if used.calls:  # whoever counts the units has asked for the tables' descriptions, not the operation
        others = [name for name in others if name != "dynamodb:DescribeTable"]
    operation.calls = dict(Counter([*used.calls, *others]))
    operation.read_units, operation.write_units = used.read_units, used.write_units
    operation.index_units, operation.endless = used.index_units, len(heard.endless)
    operation.event_bytes = sum(len(each["Detail"].encode()) for each in heard.published)
    for target, body in [*used.answers, *heard.answers]:
        operation.answers.setdefault(target, []).append(json.loads(body))


def _at_its_end(capability: str) -> TableStream:
    stream = TableStream(os.environ[f"{capability.upper()}_TABLE"])
    stream.records()
    return stream


def _plain(record: dict[str, Any]) -> dict[str, Any]:
    """A record as Lambda gets it: without the time, which no relay reads and JSON cannot hold."""
    kept = {name: value for name, value in record["dynamodb"].items() if name != "ApproximateCreationDateTime"}
    return {"eventName": record["eventName"], "dynamodb": kept}


@contextmanager
def staged(log: LogMeter) -> Iterator[Stage]:
    """A stage, for as long as it is needed; `log` is stdout since before the first function was loaded."""
    os.environ["ONESTOP_TRANSPORT"] = "botocore"  # the one that can be listened to
    ear = Ear()
    quicken()
    with mock_aws(), ear.on():  # clients of their own: the ear is at those that are made while it is on
        os.environ.update(environment())
        _watch(os.environ["WATCHED"])
        yield Stage(ear, log)


def _watch(path: str) -> None:
    """What the portal looks after: each capability with a table, and one queue for failures."""
    url, ssm = boto3.client("sqs").create_queue(QueueName="failures")["QueueUrl"], boto3.client("ssm")
    for name in stacks.capabilities():
        if table := os.environ.get(f"{name.upper()}_TABLE"):
            owned = json.dumps({"table": table, "failures": [url]})
            ssm.put_parameter(Name=f"{path}/{name}", Value=owned, Type="String")
