"""Health: ok, degraded, out of reach, and nothing more than that."""

from typing import Any

import boto3
from freezegun import freeze_time

from tests.support.gateway import Browser


def test_all_is_well_when_the_table_is_there_and_no_event_waits(visitor: Browser) -> None:
    assert visitor.get("/health").json == {"status": "ok", "capabilities": {"customers": "ok"}}


def test_an_event_in_a_dead_letter_queue_degrades_its_capability(visitor: Browser, queue: str) -> None:
    boto3.client("sqs").send_message(QueueUrl=queue, MessageBody="an event")
    reply = visitor.get("/health")
    assert (reply.status, reply.json["status"]) == (200, "degraded")


def test_without_its_table_a_capability_is_down_and_health_is_503(visitor: Browser, table: Any) -> None:
    table.delete()
    reply = visitor.get("/health")
    assert (reply.status, reply.json["code"]) == (503, "TryAgain")
    assert reply.json["capabilities"] == {"customers": "down"}


def test_the_tables_are_looked_at_once_in_ten_seconds_however_many_ask(visitor: Browser, queue: str) -> None:
    with freeze_time("2026-11-21T09:00:00Z") as clock:
        visitor.get("/health")
        boto3.client("sqs").send_message(QueueUrl=queue, MessageBody="an event")
        assert visitor.get("/health").json["status"] == "ok"
        clock.tick(10)
        assert visitor.get("/health").json["status"] == "degraded"


def test_health_names_no_table_and_no_queue(visitor: Browser, table: Any, queue: str) -> None:
    said = visitor.get("/health").text
    assert table.name not in said
    assert queue not in said
