"""A question at the desk: asked on the web, routed to who can answer it, answered with a file, seen on the floor."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
import requests

from tests.e2e.people import WITHIN, registered
from tests.support.eventually import eventually
from tests.support.running import Client, Running

TEXTS = {"en": {"title": "Ask us"}, "zh-CN": {"title": "联系我们"}}


@pytest.fixture(scope="module")
def admin(system: Running) -> Client:
    return system.admin


@pytest.fixture(scope="module")
def me(admin: Client) -> str:
    """The admin, who works at the desk like everybody else."""
    member: str = admin("GET", "/me").json()["member"]["id"]
    return member


@pytest.fixture(scope="module")
def topic() -> str:
    return f"topic-{uuid4().hex[:12]}"


@pytest.fixture(scope="module")
def queue(admin: Client, me: str, topic: str) -> Iterator[str]:
    """A queue of questions of one kind, which the admin serves."""
    match = {"field": "tags", "op": "contains", "value": topic}
    made = created(admin, "/queues", {"name": topic, "match": match, "position": 1, "accept": "offer"})["id"]
    profile = created(admin, "/routing-profiles", {"name": topic, "queues": [{"queue": made}]})["id"]
    if admin("GET", f"/agents/{me}").status_code == 404:
        created(admin, "/agents", {"id": me, "name": "Adrián", "languages": ["en", "zh-CN"]})
    admin("PATCH", f"/agents/{me}", {"profile": profile}, If_Match="*")
    admin("PUT", f"/agents/{me}/presence", {"reason": "available"}, If_Match="*")
    yield made
    admin("PUT", f"/agents/{me}/presence", {"reason": "offline"}, If_Match="*")


def created(admin: Client, path: str, body: dict[str, Any]) -> dict[str, Any]:
    answer = admin("POST", path, body)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def got(admin: Client, path: str) -> dict[str, Any]:
    found: dict[str, Any] = admin("GET", path).json()
    return found


def asked_on_the_web(system: Running, admin: Client, topic: str) -> str:
    """The id of the ticket that a form opened."""
    form = created(admin, "/web-forms", {"name": topic, "texts": TEXTS, "tags": [topic]})
    page = f"{system.url}/public/forms/{form['key']}"
    assert "联系我们" in requests.get(page, headers={"Accept-Language": "zh-CN"}, timeout=30).text
    said = {"name": "林小梅", "email": f"{topic}@example.org", "subject": "包裹", "description": "在哪里？"}
    number = requests.post(page, json=said, timeout=60).json()["number"]
    [ticket] = admin("GET", f"/tickets?number={number}").json()["data"]
    return str(ticket["id"])


def test_a_question_is_offered_taken_answered_and_off_the_floor(
    system: Running, admin: Client, me: str, queue: str, topic: str
) -> None:
    ticket = asked_on_the_web(system, admin, topic)
    assert eventually(lambda: got(admin, f"/work/{ticket}").get("state") == "offered", within=WITHIN)
    assert admin("POST", f"/work/{ticket}/acceptance").status_code == 200
    assert eventually(lambda: got(admin, f"/tickets/{ticket}")["assignee"] == me, within=WITHIN)

    created(admin, f"/tickets/{ticket}/comments", {"public": True, "body": "明天送到。", "status": "solved"})
    assert eventually(lambda: got(admin, f"/work/{ticket}")["state"] == "done", within=WITHIN)
    [decision] = got(admin, f"/work/{ticket}/decisions")["data"]
    assert (decision["agent"], decision["outcome"]) == (me, "offered")


def test_the_customer_s_story_has_the_question(system: Running, admin: Client, queue: str, topic: str) -> None:
    customer = registered(admin)["id"]
    created(admin, "/tickets", {"subject": "Where is my parcel?", "requester": customer})

    def told() -> bool:
        return "TicketOpened" in {each["what"] for each in got(admin, f"/customers/{customer}/timeline")["data"]}

    assert eventually(told, within=WITHIN)


def test_a_file_goes_straight_to_the_bucket_and_comes_from_it(admin: Client) -> None:
    ticket = created(admin, "/tickets", {"subject": "It is broken", "requester": registered(admin)["id"]})["id"]
    said = {"name": "破损.txt", "contentType": "text/plain", "size": 5}
    file = created(admin, f"/tickets/{ticket}/attachments", said)
    put = requests.put(file["upload"]["url"], b"photo", headers=file["upload"]["headers"], timeout=30)
    assert put.status_code == 200, put.text

    where = f"/tickets/{ticket}/attachments/{file['id']}"
    assert admin("POST", f"{where}/completion").json()["state"] == "stored"
    assert requests.get(got(admin, where)["download"]["url"], timeout=30).content == b"photo"
    assert admin("DELETE", where, If_Match="*").status_code == 204


def test_an_hour_at_a_small_desk_adds_up(system: Running) -> None:
    shown = system.onestop("demo", "desk", "--minutes", "4", "--speed", "40", "--agents", "4", "--tickets", "6").stdout

    assert "Nothing lost or given twice, nobody above capacity, every promise judged as logged." in shown
    assert "lost 0" in shown
