"""What is asked of the system: (method, path, body) for each operation."""

import random
from collections.abc import Callable
from typing import Any

Request = tuple[str, str, dict[str, Any] | None]
Person = tuple[str, str]  # id, e-mail address

LANGUAGES = ("de", "en", "fr", "zh-CN")


def _get(person: Person) -> Request:
    return "GET", f"/v1/customers/{person[0]}", None


def _list(_: Person) -> Request:
    return "GET", "/v1/customers?limit=20", None


def _search(person: Person) -> Request:
    return "GET", f"/v1/customers?email={person[1]}", None


def _create(_: Person) -> Request:
    name = f"{random.getrandbits(60):x}"
    address = {"address": f"new{name}@example.org"}
    return "POST", "/v1/customers", {"kind": "person", "name": f"Nova {name}", "emails": [address]}


def _patch(person: Person) -> Request:
    change = {"language": random.choice(LANGUAGES), "custom": {"loyaltyPoints": random.randrange(10**6)}}  # noqa: S311
    return "PATCH", f"/v1/customers/{person[0]}", change


OPERATIONS: dict[str, Callable[[Person], Request]] = {
    "get": _get,
    "list20": _list,
    "search": _search,
    "create": _create,
    "patch": _patch,
}
