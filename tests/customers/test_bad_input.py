"""What people and programs send by mistake or on purpose."""

from typing import Any

import pytest

from tests.customers.people import path, registered, stranger
from tests.support.gateway import Browser

ADA: dict[str, Any] = {"kind": "person", "name": "Ada"}


def nested(levels: int) -> str:
    return f'{{"kind": "person", "name": "Ada", "custom": {{"x": {"[" * levels + "]" * levels}}}}}'


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (ADA | {"name": "x" * 2_000_000}, 413), (nested(40), 400), ('{"kind":"person","name":"A\\u0000"}', 422),
        ('{"kind":"person","name":"A\\ud800"}', 422), (ADA | {"tags": [f"t{n}" for n in range(10_000)]}, 422),
        (ADA | {"tenant": "01J00000000000000000000099"}, 422), ("{", 400), ("[]", 422), (ADA | {"name": " "}, 422),
        (ADA | {"emails": [{"address": "nobody"}]}, 422), (ADA | {"birthDate": "1980-02-30"}, 422),
        (ADA | {"externalIds": {"a b": "1"}}, 422), (ADA | {"custom": {"__proto__": 1}}, 422), ('{"kind":NaN}', 400),
    ],
)  # fmt: skip
def test_a_body_that_cannot_be_is_refused(desk: Browser, body: Any, status: int) -> None:
    reply = desk.post("/customers", body)
    assert (reply.status, reply.headers["Content-Type"]) == (status, "application/problem+json")


@pytest.mark.parametrize(
    "query",
    ["limit=0", "limit=x", "sort=age", "colour=red", "email=nobody", "name=%CC%81", "name=%20", "externalId=erp",
     "createdSince=2026-13-01T00:00:00Z", "email=a@b.org&tag=x", "name=a&sort=createdAt", "cursor=forged"],
)  # fmt: skip
def test_a_list_that_cannot_be_asked_for_is_refused(desk: Browser, query: str) -> None:
    assert desk.get(f"/customers?{query}").status == 400


@pytest.mark.parametrize("query", ["createdSince=1950-01-01T00:00:00Z", "updatedSince=2020-01-01T00:00:00Z", "name=A"])
def test_bounds_may_be_written_in_any_way_that_is_a_time_or_a_name(desk: Browser, query: str) -> None:
    registered(desk, "Ada")
    assert len(desk.get(f"/customers?{query}").json["data"]) == 1


def test_a_cursor_is_good_for_its_own_list_and_tenant_only(desk: Browser) -> None:
    for name in "abc":
        registered(desk, name, tags=["vip"])
    cursor = desk.get("/customers?limit=1").json["page"]["next"]

    assert desk.get(f"/customers?limit=1&tag=vip&cursor={cursor}").status == 400
    assert stranger(desk).get(f"/customers?limit=1&cursor={cursor}").status == 400
    assert desk.get(f"/customers?limit=1&cursor={cursor[:-2]}xx").status == 400


def test_another_tenants_customer_is_not_there_whatever_is_tried(desk: Browser) -> None:
    theirs, other = registered(desk), stranger(desk)
    tries = [other.get(path(theirs)), other.patch(path(theirs), {}), other.delete(path(theirs)),
             other.post(path(theirs, "notes"), {"text": "x"}), other.put(path(theirs, "following"), None)]  # fmt: skip

    assert {reply.status for reply in tries} == {404}
    assert desk.get(path(theirs)).json == theirs


def test_a_change_says_which_version_it_means(desk: Browser) -> None:
    ada = registered(desk)
    desk.patch(path(ada), {"company": "Acme"}, if_match='"1"')

    assert desk.send("PATCH", path(ada), {"company": "X"}).status == 428
    assert desk.patch(path(ada), {"company": "X"}, if_match='"1"').status == 412
    assert desk.delete(path(ada), if_match='"1"').status == 412


def test_five_times_the_same_request_makes_one_customer(desk: Browser) -> None:
    replies = [desk.post("/customers", ADA, idempotency_key="k").json for _ in range(5)]

    assert all(reply == replies[0] for reply in replies)
    assert len(desk.get("/customers").json["data"]) == 1


def test_a_name_in_any_script_fits_into_the_lists(desk: Browser) -> None:
    for letter in ("각", "ﷺ", "𠀀", "é"):
        registered(desk, letter * 200)

    assert len(desk.get("/customers?sort=name").json["data"]) == 4
    assert len(desk.get(f"/customers?name={'각' * 200}").json["data"]) == 1


def test_more_than_one_transaction_holds_is_refused_not_broken(desk: Browser) -> None:
    old, new = ([f"{word}{number}" for number in range(30)] for word in ("old", "new"))
    mails = [[{"address": f"{word}{number}@example.org"} for number in range(10)] for word in ("old", "new")]
    phones = [[{"number": f"+49309018{tens}{number}"} for number in range(10)] for tens in (2, 3)]
    ada = registered(desk, tags=old, emails=mails[0], phones=phones[0])

    assert desk.patch(path(ada), {"tags": new, "emails": mails[1], "phones": phones[1]}).status == 413
    assert desk.patch(path(ada), {"tags": new}).status == 200
