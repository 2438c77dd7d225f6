"""The floor of a running desk: what comes in is seen, by who asks and by who is told."""

from typing import Any
from uuid import uuid4

import pytest

from tests.e2e.people import WITHIN, person
from tests.support.eventually import eventually
from tests.support.running import Client, Running
from tests.support.websocket import Refused, connected


@pytest.fixture
def admin(system: Running) -> Client:
    return system.admin


@pytest.fixture
def category() -> str:
    return f"wallboards {uuid4().hex}"


@pytest.fixture
def queue(admin: Client, category: str) -> str:
    """A queue that takes what is of the category and nothing else."""
    match = {"field": "category", "op": "is", "value": category}
    made: str = admin("POST", "/queues", {"name": "Wallboards 看板", "match": match, "position": 1}).json()["id"]
    return made


def ticket(admin: Client, category: str) -> None:
    requester = admin("POST", "/customers", person()).json()["id"]
    body = {"subject": "Where is my wallboard?", "category": category, "requester": requester}
    assert admin("POST", "/tickets", body).status_code == 201


def waiting(floor: dict[str, Any], queue: str) -> int:
    return sum(each["waiting"] for each in floor.get("queues", []) if each["queue"] == queue)


def test_what_waits_is_seen_and_what_has_not_changed_is_not_sent_again(
    system: Running, admin: Client, queue: str, category: str
) -> None:
    ticket(admin, category)
    eventually(lambda: waiting(admin("GET", "/floor").json(), queue) == 1, within=WITHIN)

    def unchanged() -> bool:
        tag = admin("GET", "/floor").headers["ETag"]
        return admin("GET", "/floor", If_None_Match=tag).status_code == 304

    assert eventually(unchanged, within=WITHIN)
    assert "Wallboards 看板" in system.onestop("floor", "--once").stdout


@pytest.mark.embedded
def test_a_wallboard_is_told(admin: Client, queue: str, category: str) -> None:
    with connected(admin("POST", "/floor/sockets").json()["url"]) as board:
        board.say({"action": "subscribe"})
        assert "partial" not in board.heard()
        ticket(admin, category)
        while waiting(board.heard(), queue) != 1:
            """Other things are told as well."""
        board.close()


@pytest.mark.embedded
def test_a_page_of_somebody_else_cannot_be_a_wallboard(admin: Client) -> None:
    url = admin("POST", "/floor/sockets").json()["url"]
    with pytest.raises(Refused), connected(url, Origin="https://elsewhere.example"):
        pass
    with connected(url):
        """The pass is still good: nobody has looked at it."""
