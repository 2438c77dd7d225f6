"""The asynchronous half of the system in one process: streams, relays, the bus, inboxes and consumers on moto.

    wire = Wire("customers", "timeline", "audit")      # their tables, queues and rules, as their stacks declare them
    desk.post("/customers", ADA)
    wire.carry()                                       # until nothing moves any more
    assert wire.published("CustomerRegistered")["sequence"] == 1

The knobs are attributes, to be turned at any time: `twice` delivers every message a second time, `shuffled` takes a
`random.Random` that mixes what is delivered, `dropped` loses the messages whose envelope it says True to, `deaf` names
capabilities that lose whatever is delivered to them.
"""

import importlib
import json
import os
from collections.abc import Callable
from random import Random
from typing import Any

import boto3

from tests.support import tables
from tests.support.gateway import CONTEXT
from tests.support.queues import drained, received
from tests.support.stacks import ROOT, template
from tests.support.table_stream import TableStream

Envelope = dict[str, Any]
ROUNDS = 100  # a consumer that always sets off another event would go on for ever


class Wire:
    """What carries events between the capabilities named."""

    def __init__(self, *capabilities: str) -> None:
        self.twice = False
        self.shuffled: Random | None = None
        self.dropped: Callable[[Envelope], bool] = lambda _: False
        self.deaf: set[str] = set()
        self.envelopes: list[Envelope] = []
        self.tables = {name: tables.create(name) for name in capabilities}
        self._bus = os.environ["EVENT_BUS"]
        self._sqs, self._events = boto3.client("sqs"), boto3.client("events")
        bus = self._events.create_event_bus(Name=self._bus)["EventBusArn"]
        archive = self._events.create_archive(ArchiveName="everything", EventSourceArn=bus)["ArchiveArn"]
        self._streams = [Stream(name, self.tables[name]) for name in capabilities if _has(name, "relay")]
        self._watch = self._queue("everything", {"source": [{"prefix": "onestop."}]})
        self._inboxes = [self._inbox(name) for name in capabilities if _has(name, "consumers")]
        self.root = {"BusName": self._bus, "ArchiveArn": archive}
        self.client = boto3.client

    def carry(self) -> None:
        """Publish what was written and deliver what was published, and what that sets off, until all is quiet."""
        for _ in range(ROUNDS):
            self.publish()
            if not any([self._deliver(inbox) for inbox in self._inboxes]):
                return
        raise AssertionError(f"events still move after {ROUNDS} rounds")

    def publish(self) -> None:
        """Only the first half: what was written is on the bus and in the inboxes."""
        for stream in self._streams:
            stream.relay()
        self.envelopes += [json.loads(each["Body"])["detail"] for each in drained(self._watch)]

    def skip(self) -> None:
        """What was written and not published yet is lost to the relays."""
        for stream in self._streams:
            stream.skip()

    def put(self, source: str, envelope: Envelope) -> None:
        """Put an envelope on the bus that no table has written."""
        entry = {"EventBusName": self._bus, "Source": f"onestop.{source}", "DetailType": envelope["type"],
                 "Detail": json.dumps(envelope)}  # fmt: skip
        assert self._events.put_events(Entries=[entry])["FailedEntryCount"] == 0

    def deliver(self, capability: str, *envelopes: Envelope, source: str = "customers") -> list[str]:
        """Give envelopes to a consumer in one batch, without the bus; the ids of those that it did not take."""
        inbox = next(each for each in self._inboxes if each.capability == capability)
        return inbox.consume([_message(source, envelope) for envelope in envelopes])

    def published(self, kind: str | None = None, **said: Any) -> Envelope:
        """The last envelope that was published, of a type and with members as asked; AssertionError if none was."""
        for envelope in reversed(self.envelopes):
            if kind in (None, envelope["type"]) and said.items() <= envelope.items():
                return envelope
        raise AssertionError(f"no {kind or 'event'} with {said}, only {[e['type'] for e in self.envelopes]}")

    def failures(self, capability: str) -> list[Envelope]:
        """The envelopes in the dead-letter queue of a capability's inbox."""
        inbox = next(each for each in self._inboxes if each.capability == capability)
        return [json.loads(message["Body"])["detail"] for message in drained(inbox.failures)]

    def outputs(self) -> dict[str, dict[str, str]]:
        """What the stacks would tell of themselves: with it, the tools that look after a system work on this one."""
        said = {name: {"TableName": table.name} for name, table in self.tables.items()}
        for inbox in self._inboxes:
            said[inbox.capability] |= {"InboxUrl": inbox.url, "InboxFailuresUrl": inbox.failures}
        for stream in self._streams:
            said[stream.capability] |= {"RelayFailuresUrl": "none"}
        return said

    def output(self, capability: str, name: str) -> str:
        """One of them."""
        return self.outputs()[capability][name]

    def _deliver(self, inbox: "_Inbox") -> bool:
        """One round of an inbox; whether there was something in it."""
        messages = inbox.received()
        if self.shuffled:
            self.shuffled.shuffle(messages)
        kept = [each for each in messages if not self._loses(inbox, json.loads(each["Body"])["detail"])]
        for _ in range(2 if self.twice else 1):
            failed = inbox.work(kept)
        inbox.settle(messages, failed)
        return bool(messages)

    def _loses(self, inbox: "_Inbox", envelope: Envelope) -> bool:
        return inbox.capability in self.deaf or self.dropped(envelope)

    def _queue(self, name: str, *patterns: Any, **attributes: str) -> str:
        """A queue that rules of the bus fill, one for each pattern."""
        url = str(self._sqs.create_queue(QueueName=name, Attributes=attributes)["QueueUrl"])
        targets = [{"Id": "inbox", "Arn": arn_of(self._sqs, url)}]
        for number, pattern in enumerate(patterns):
            rule = f"{name}-{number}"
            self._events.put_rule(Name=rule, EventBusName=self._bus, EventPattern=json.dumps(pattern))
            self._events.put_targets(Rule=rule, EventBusName=self._bus, Targets=targets)
        return url

    def _inbox(self, capability: str) -> "_Inbox":
        declared = template(f"functions/{capability}/stack.yaml")["Resources"]
        failures = str(self._sqs.create_queue(QueueName=f"{capability}-failures")["QueueUrl"])
        tries = declared["Inbox"]["Properties"]["RedrivePolicy"]["maxReceiveCount"]
        redrive = {"deadLetterTargetArn": arn_of(self._sqs, failures), "maxReceiveCount": tries}
        rules = [each["Properties"] for each in declared.values() if each["Type"] == "AWS::Events::Rule"]
        patterns = [rule["EventPattern"] for rule in rules if "EventPattern" in rule and _fills_the_inbox(rule)]
        url = self._queue(capability, *patterns, VisibilityTimeout="0", RedrivePolicy=json.dumps(redrive))
        size = declared[f"{capability.capitalize()}ConsumersMapping"]["Properties"]["BatchSize"]
        return _Inbox(capability, self._sqs, url, failures, size)


class Stream:
    """A table's stream and the relay that reads it."""

    def __init__(self, capability: str, table: Any) -> None:
        self.capability = capability
        self._handler = importlib.import_module(f"{capability}.relay").handler
        self._stream = TableStream(table.name)

    def relay(self) -> None:
        if records := self.skip():
            refused = self._handler({"Records": records}, CONTEXT)["batchItemFailures"]
            assert not refused, f"the bus refused {refused}"

    def skip(self) -> list[dict[str, Any]]:
        """The records that nobody has read yet, which count as read now."""
        return self._stream.records()


class _Inbox:
    """A capability's queue and the consumer that works it off."""

    def __init__(self, capability: str, sqs: Any, url: str, failures: str, size: int) -> None:
        self.capability, self.url, self.failures = capability, url, failures
        self._sqs, self._size = sqs, size
        self._handler = importlib.import_module(f"{capability}.consumers").handler

    def received(self) -> list[dict[str, Any]]:
        """All messages that are there, each once."""
        batches = received(self.url, VisibilityTimeout=60)
        return list({each["MessageId"]: each for found in batches for each in found}.values())

    def work(self, messages: list[dict[str, Any]]) -> set[str]:
        """Consume in batches of the size that the stack declares; the ids of those that failed."""
        parts = (messages[start : start + self._size] for start in range(0, len(messages), self._size))
        return {failed for part in parts for failed in self.consume(part)}

    def consume(self, messages: list[dict[str, Any]]) -> list[str]:
        records = [{"messageId": m["MessageId"], "body": m["Body"], "eventSource": "aws:sqs"} for m in messages]
        answer = self._handler({"Records": records}, CONTEXT)
        return [each["itemIdentifier"] for each in answer["batchItemFailures"]]

    def settle(self, messages: list[dict[str, Any]], failed: set[str]) -> None:
        """What was consumed is deleted; what failed may be received again at once, as often as the queue allows."""
        for each in messages:
            handle = {"QueueUrl": self.url, "ReceiptHandle": each["ReceiptHandle"]}
            if each["MessageId"] in failed:
                self._sqs.change_message_visibility(**handle, VisibilityTimeout=0)
            else:
                self._sqs.delete_message(**handle)


def _message(source: str, envelope: Envelope) -> dict[str, Any]:
    body = {"source": f"onestop.{source}", "detail-type": envelope["type"], "detail": envelope}
    return {"MessageId": envelope["id"], "Body": json.dumps(body)}


def _fills_the_inbox(rule: dict[str, Any]) -> bool:
    """Whether what a rule lets through goes to the inbox, and not to a queue of its own."""
    return {"Fn::GetAtt": "Inbox.Arn"} in [target["Arn"] for target in rule["Targets"]]


def _has(capability: str, door: str) -> bool:
    return (ROOT / "functions" / capability / f"{door}.py").exists()


def arn_of(sqs: Any, url: str) -> str:
    """The ARN of a queue."""
    return str(sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"])
