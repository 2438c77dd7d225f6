"""Many customers in one request."""

from typing import Any

from tests.customers.people import path, registered
from tests.support.capacity import counted
from tests.support.gateway import Browser

ERP = {"mode": "upsert", "matchBy": "externalId:erp"}


def row(number: int, **more: Any) -> dict[str, Any]:
    return {"kind": "person", "name": f"Person {number}", "externalIds": {"erp": f"C-{number}"}} | more


def outcomes(desk: Browser, items: list[Any], **asked: Any) -> list[str]:
    key = {"idempotency_key": asked.pop("key")} if "key" in asked else {}
    reply = desk.post("/customers/batch", {**ERP, "items": items, **asked}, **key)
    assert reply.status == 207, reply.text
    return [each["outcome"] for each in reply.json["data"]]


def test_a_file_that_comes_twice_changes_nothing_the_second_time(desk: Browser) -> None:
    rows = [row(number) for number in range(5)]
    assert outcomes(desk, rows) == ["created"] * 5
    with counted() as used:
        assert outcomes(desk, rows) == ["unchanged"] * 5

    assert (used.calls, used.write_units) == (["BatchGetItem", "BatchGetItem"], 0)


def test_what_differs_is_changed_and_what_is_not_named_stays(desk: Browser) -> None:
    outcomes(desk, [row(1, tags=["vip"], company="Acme")])
    assert outcomes(desk, [row(1, company="Apex"), row(2)]) == ["updated", "created"]

    found = desk.get("/customers?externalId=erp:C-1").json["data"][0]
    assert (found["company"], found["tags"], found["version"]) == ("Apex", ["vip"], 2)


def test_two_items_for_one_customer_are_done_one_after_the_other(desk: Browser) -> None:
    assert outcomes(desk, [row(1), row(1, company="Acme"), row(1, company="Acme")]) == [
        "created", "updated", "unchanged",
    ]  # fmt: skip
    same = [{"kind": "person", "name": name, "emails": [{"address": "a@example.org"}]} for name in "AB"]
    assert outcomes(desk, same, mode="create") == ["created", "failed"]


def test_one_that_fails_stops_no_other_and_says_why(desk: Browser) -> None:
    registered(desk, emails=[{"address": "taken@example.org"}])
    taken, unmatched = row(2, emails=[{"address": "taken@example.org"}]), {"kind": "person", "name": "X"}
    items = [row(1), taken, {"kind": "robot"}, unmatched]
    data = desk.post("/customers/batch", {**ERP, "items": items}).json["data"]

    assert [(each["index"], each["status"]) for each in data] == [(0, 201), (1, 409), (2, 422), (3, 422)]
    assert data[3]["problem"]["errors"][0]["reason"] == "has no externalId:erp to be matched by"


def test_people_are_matched_by_mail_and_phone_too(desk: Browser) -> None:
    known = registered(desk, emails=[{"address": "Ada@example.org"}], phones=[{"number": "+4930901820"}])
    mail = {"kind": "person", "name": "Ada L.", "emails": [{"address": "ADA@EXAMPLE.org"}]}
    phone = {"kind": "person", "name": "Ada K.", "phones": [{"number": "+49 30 901820"}]}

    assert outcomes(desk, [mail], matchBy="email") == outcomes(desk, [phone], matchBy="phone") == ["updated"]
    assert desk.get(path(known)).json["name"] == "Ada K."


def test_a_batch_is_repeated_exactly_under_its_key(desk: Browser) -> None:
    first = desk.post("/customers/batch", {**ERP, "items": [row(1)]}, idempotency_key="k")
    again = desk.post("/customers/batch", {**ERP, "items": [row(1)]}, idempotency_key="k")
    other = desk.post("/customers/batch", {**ERP, "items": [row(2)]}, idempotency_key="k")

    assert (again.json, again.headers["Idempotency-Replayed"]) == (first.json, "true")
    assert (other.status, other.json["code"]) == (422, "IdempotencyKeyReused")


def test_an_upsert_never_turns_a_person_into_an_organisation(desk: Browser) -> None:
    outcomes(desk, [row(1)])
    assert outcomes(desk, [row(1, kind="organisation")]) == ["failed"]
