"""Files of a ticket."""

from datetime import timedelta
from typing import Any

import boto3
import pytest
from freezegun import freeze_time

from tests.support.capacity import counted
from tests.support.gateway import CONTEXT, OTHER_TENANT, TENANT, Browser
from tests.support.wire import Wire
from tests.tickets.desk import BEN, agent, browser, opened, path

BUCKET = "test-attachments"
PHOTO = {"name": "破损的包裹.jpg", "contentType": "image/jpeg", "size": 5}


@pytest.fixture
def bucket(aws: None) -> Any:
    s3 = boto3.client("s3")
    s3.create_bucket(Bucket=BUCKET)
    return s3


def announced(desk: Browser, ticket: dict[str, Any], **said: Any) -> dict[str, Any]:
    reply = desk.post(path(ticket, "attachments"), PHOTO | said)
    assert reply.status == 201, reply.text
    made: dict[str, Any] = reply.json
    return made


def put(bucket: Any, file: dict[str, Any], content: bytes = b"photo") -> None:
    bucket.put_object(Bucket=BUCKET, Key=f"{TENANT}/{file['ticket']}/{file['id']}", Body=content)


def completed(desk: Browser, file: dict[str, Any]) -> Any:
    return desk.post(f"/tickets/{file['ticket']}/attachments/{file['id']}/completion")


def attached(desk: Browser, bucket: Any, ticket: dict[str, Any]) -> dict[str, Any]:
    file = announced(desk, ticket)
    put(bucket, file)
    made: dict[str, Any] = completed(desk, file).json
    return made


def test_a_file_is_announced_put_and_there(desk: Browser, bucket: Any) -> None:
    ticket = opened(desk)
    file = announced(desk, ticket)
    assert (file["state"], file["upload"]["headers"]["content-length"]) == ("awaited", "5")
    put(bucket, file)
    assert completed(desk, file).json["state"] == "stored"
    assert [each["name"] for each in desk.get(path(ticket, "attachments")).json["data"]] == ["破损的包裹.jpg"]


def test_a_file_is_got_by_a_link_that_names_it(desk: Browser, bucket: Any) -> None:
    file = attached(desk, bucket, opened(desk))
    shown = desk.get(f"/tickets/{file['ticket']}/attachments/{file['id']}?inline=true").json
    assert "inline" in shown["download"]["url"]
    assert "%25E7%25A0%25B4" in shown["download"]["url"]


def test_a_file_that_has_not_come_or_is_another_is_not_there(desk: Browser, bucket: Any) -> None:
    file = announced(desk, opened(desk))
    assert completed(desk, file).json["code"] == "WrongState"
    put(bucket, file, b"something else")
    assert "not 5" in completed(desk, file).json["detail"]
    assert desk.get(f"/tickets/{file['ticket']}/attachments/{file['id']}").json["code"] == "WrongState"


def test_completing_twice_changes_nothing(desk: Browser, bucket: Any) -> None:
    file = attached(desk, bucket, opened(desk))
    assert completed(desk, file).json == file


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"name": "setup.exe"}, 422),
        ({"name": "../.."}, 422),
        ({"size": 26 * 1024 * 1024}, 413),
        ({"size": 0}, 422),
        ({"contentType": "photo"}, 422),
    ],
)
def test_what_is_not_taken_is_said_before_anything_is_sent(desk: Browser, said: dict[str, Any], status: int) -> None:
    assert desk.post(path(opened(desk), "attachments"), PHOTO | said).status == status


def test_a_file_is_removed_by_who_sent_it_or_leads(desk: Browser, bucket: Any) -> None:
    file = attached(agent(BEN), bucket, opened(desk))
    where = f"/tickets/{file['ticket']}/attachments/{file['id']}"
    assert agent().delete(where).status == 403
    assert agent(BEN).delete(where, if_match='"1"').status == 412
    assert desk.delete(where).status == 204
    assert desk.get(where).status == 404
    assert "Contents" not in bucket.list_objects_v2(Bucket=BUCKET)


def test_a_ticket_shows_the_files_of_those_that_were_merged_into_it(desk: Browser, bucket: Any) -> None:
    source, target = opened(desk), opened(desk)
    attached(desk, bucket, source)
    desk.post(path(source, "merges"), {"into": target["id"]})
    assert [each["ticket"] for each in desk.get(path(target, "attachments")).json["data"]] == [source["id"]]


def test_nobody_else_s_file_is_there(desk: Browser, bucket: Any) -> None:
    file = attached(desk, bucket, opened(desk))
    stranger = Browser(desk.door, tenant=OTHER_TENANT, scopes="tickets:read tickets:write")
    where = f"/tickets/{file['ticket']}/attachments/{file['id']}"
    assert (stranger.get(where).status, stranger.delete(where).status) == (404, 404)
    assert browser(scopes="").get(where).status == 403


def test_a_file_that_never_comes_is_given_up_after_a_day(desk: Browser, bucket: Any) -> None:
    from tickets import schedules  # noqa: PLC0415

    with freeze_time("2026-11-22T12:00:00Z") as time:
        ticket = opened(desk)
        file = announced(desk, ticket)
        put(bucket, file)
        time.tick(timedelta(hours=24))
        schedules.handler({"task": "Sweep"}, CONTEXT)
        assert desk.get(path(ticket, "attachments")).json["data"] == []
    assert "Contents" not in bucket.list_objects_v2(Bucket=BUCKET)


def test_a_file_costs_few_calls_however_large_it_is(desk: Browser, bucket: Any) -> None:
    ticket = opened(desk)
    with counted() as used:
        file = announced(desk, ticket)
    assert used.calls == ["GetItem", "Query", "PutItem"]
    put(bucket, file)
    with counted() as used:
        completed(desk, file)
    assert used.calls == ["GetItem", "GetItem", "PutItem"]


def test_a_ticket_that_is_thrown_away_takes_its_files_and_links_along(wire: Wire, wired: Browser, bucket: Any) -> None:
    ticket, other = opened(wired), opened(wired)
    attached(wired, bucket, ticket)
    wired.post(path(ticket, "links"), {"kind": "related", "other": other["id"]})
    wired.delete(path(ticket))
    wire.carry()
    assert "Contents" not in bucket.list_objects_v2(Bucket=BUCKET)
    assert wired.get(path(other, "links")).json["data"] == []
