"""The trash, and what is left when a customer is gone for good."""

import json
from typing import Any

from tests.customers.people import path, registered
from tests.support.gateway import Browser
from tests.support.wire import Wire


def with_everything(desk: Browser) -> tuple[dict[str, Any], dict[str, Any]]:
    """A customer with something of each kind, and another one it is linked to."""
    born = {"birthDate": "1815-12-10", "addresses": [{"street": "1 Mill Lane", "postalCode": "N1"}]}
    ada, bea = registered(desk, emails=[{"address": "ada@example.org"}], tags=["vip"], **born), registered(desk, "Bea")
    guests = desk.post("/customer-lists", {"name": "Guests"}).json["id"]
    desk.post(path(ada, "notes"), {"text": "x"})
    desk.post(path(bea, "links"), {"other": ada["id"], "role": "friend", "primary": True})
    consent = {"channel": "email", "address": "ada@example.org", "purpose": "news", "state": "given", "source": "web"}
    desk.post(path(ada, "consents"), consent)
    desk.put(f"/customer-lists/{guests}/members/{ada['id']}", None)
    return ada, bea


def test_purging_removes_all_that_hung_on_the_customer(wired: Browser, wire: Wire) -> None:
    ada, _ = with_everything(wired)
    wired.delete(path(ada))
    assert wired.delete(f"/trash{path(ada)}").status == 204
    wire.carry()

    left = wire.tables["customers"].scan()["Items"]
    assert [row["pk"] for row in left if ada["id"] in json.dumps(row, default=str)] == []
    assert sorted(row["type"] for row in left) == ["customer", "list"]


def test_a_purge_leaves_what_another_customer_said_of_the_same_address(wired: Browser, wire: Wire) -> None:
    ada, bea = registered(wired), registered(wired, "Bea")
    consent = {"channel": "sms", "address": "+442079460018", "purpose": "news", "source": "web"}
    wired.post(path(ada, "consents"), consent | {"state": "given", "at": "2026-01-01T10:00:00Z"})
    wired.post(path(bea, "consents"), consent | {"state": "withdrawn", "at": "2026-01-02T10:00:00Z"})
    wired.delete(path(ada))
    wired.delete(f"/trash{path(ada)}")
    wire.carry()

    (left,) = wired.get("/consents?address=%2B442079460018&purpose=news").json["data"]
    assert left["state"] == "withdrawn"


def test_what_was_purged_twice_is_gone_once(wired: Browser, wire: Wire) -> None:
    wire.twice = True
    ada, bea = with_everything(wired)
    wired.delete(path(ada))
    wired.delete(f"/trash{path(ada)}")
    wire.carry()

    assert wire.failures("customers") == []
    assert wired.get(path(bea, "links")).json["data"] == []


def test_a_purge_is_the_last_event_and_names_who_did_it(wired: Browser, wire: Wire) -> None:
    ada = registered(wired)
    wired.delete(path(ada))
    wired.delete(f"/trash{path(ada)}")
    wire.carry()

    event = wire.published("CustomerPurged")
    assert (event["sequence"], event["actor"]) == (3, wired.actor)
    assert event["data"]["customers"] == [ada["id"]]


def test_after_thirty_days_the_table_itself_forgets_and_the_event_is_always_the_same(
    wired: Browser, wire: Wire
) -> None:
    from customers.service.purging import purged  # noqa: PLC0415  needs the environment above
    from customers.table import fetch  # noqa: PLC0415

    ada = registered(wired)
    wired.delete(path(ada))
    first, again = (purged(fetch(wired.tenant, ada["id"]), None) for _ in range(2))

    assert first == again
    assert (first["type"], first["sequence"], first["actor"]) == ("CustomerPurged", 3, "system/customers")


def test_only_what_is_in_the_trash_is_purged_or_restored(desk: Browser) -> None:
    ada = registered(desk)

    assert desk.delete(f"/trash{path(ada)}").status == 404
    assert desk.post(f"/trash{path(ada)}/restore").status == 404
    desk.delete(path(ada))
    assert desk.get(path(ada)).status == desk.patch(path(ada), {"company": "X"}).status == 404


def test_the_trash_is_listed_and_emptied(desk: Browser) -> None:
    ada = registered(desk)
    desk.delete(path(ada))
    trashed = desk.get("/trash/customers").json["data"]
    desk.delete(f"/trash{path(ada)}", if_match='"2"')

    assert [(each["id"], each["version"]) for each in trashed] == [(ada["id"], 2)]
    assert desk.get("/trash/customers").json["data"] == []


def test_a_restore_is_repeatable(desk: Browser) -> None:
    ada = registered(desk)
    desk.delete(path(ada))
    first = desk.post(f"/trash{path(ada)}/restore", idempotency_key="k")
    again = desk.post(f"/trash{path(ada)}/restore", idempotency_key="k")

    assert (first.status, again.json) == (200, first.json)
