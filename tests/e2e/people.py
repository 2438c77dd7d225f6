"""What journeys say and hear again and again."""

from typing import Any
from uuid import uuid4

import requests

from tests.support.running import Client

WITHIN = 90  # seconds until an event has arrived, on the slowest engine that there is


def person(**more: Any) -> dict[str, Any]:
    """A body that nobody else has sent."""
    return {"kind": "person", "name": "Iris Okafor", "emails": [{"address": f"iris-{uuid4().hex}@example.org"}]} | more


def registered(client: Client, **more: Any) -> dict[str, Any]:
    """A new customer, whoever is there already that looks like this one."""
    answer = client("POST", "/customers?allowDuplicates=true", person(**more))
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def code(answer: requests.Response) -> tuple[int, str]:
    """Status and code of a problem document."""
    assert answer.headers["Content-Type"] == "application/problem+json"
    return answer.status_code, answer.json()["code"]
