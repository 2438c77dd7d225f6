"""Registering customers: what is accepted, what is refused and why."""

from tests.support.gateway import Browser

ADA = {"kind": "person", "givenName": "Ada", "familyName": "Lovelace", "emails": [{"address": "Ada@Example.org"}]}


def test_a_person_is_registered_and_answered_whole(desk: Browser) -> None:
    reply = desk.post("/customers", ADA)

    assert reply.status == 201
    assert reply.json["name"] == "Ada Lovelace"
    assert reply.headers["Location"] == f"/v1/customers/{reply.json['id']}"
    assert desk.get(f"/customers/{reply.json['id']}").json == reply.json


def test_an_address_belongs_to_one_customer_whatever_its_case(desk: Browser) -> None:
    first = desk.post("/customers", ADA)
    second = desk.post("/customers", ADA | {"emails": [{"address": "ADA@example.org"}]})

    assert (second.status, second.json["code"]) == (409, "AlreadyTaken")
    assert second.json["candidates"] == [{"id": first.json["id"], "reasons": ["same email"]}]


def test_a_likely_duplicate_is_refused_with_the_reason_and_can_be_allowed(desk: Browser) -> None:
    one = {"kind": "person", "name": "Amy Waller", "birthDate": "1980-02-01"}
    first = desk.post("/customers", one)
    second = desk.post("/customers", one | {"name": "waller, amy"})
    third = desk.post("/customers?allowDuplicates=true", one)

    assert (second.status, second.json["code"]) == (409, "PossibleDuplicate")
    assert second.json["candidates"] == [{"id": first.json["id"], "reasons": ["similar name and same date of birth"]}]
    assert third.status == 201


def test_the_same_request_again_gives_the_same_answer(desk: Browser) -> None:
    first = desk.post("/customers", ADA, idempotency_key="k1")
    again = desk.post("/customers", ADA, idempotency_key="k1")

    assert (again.status, again.json) == (201, first.json)
    assert again.headers["Idempotency-Replayed"] == "true"
    assert desk.post("/customers", ADA | {"name": "B"}, idempotency_key="k1").status == 422


def test_a_patch_changes_what_it_names_and_a_stale_one_is_told_what_changed(desk: Browser) -> None:
    made = desk.post("/customers", ADA)
    path = f"/customers/{made.json['id']}"
    changed = desk.patch(path, {"givenName": "Augusta"}, if_match=made.etag)
    stale = desk.patch(path, {"givenName": "A."}, if_match=made.etag)

    assert changed.json["name"] == "Augusta Lovelace"
    assert (stale.status, stale.json["changed"]) == (412, {"name": "Augusta Lovelace", "givenName": "Augusta"})


def test_the_trash_gives_addresses_free_and_restoring_takes_them_back(desk: Browser) -> None:
    made = desk.post("/customers", ADA)
    desk.delete(f"/customers/{made.json['id']}")
    other = desk.post("/customers", ADA)
    refused = desk.post(f"/trash/customers/{made.json['id']}/restore")
    desk.delete(f"/customers/{other.json['id']}")
    restored = desk.post(f"/trash/customers/{made.json['id']}/restore")

    assert (refused.status, restored.status) == (409, 200)


def test_lists_go_on_from_a_signed_cursor(desk: Browser) -> None:
    for name in ("Carla", "ada", "Bob", "王小明"):
        desk.post("/customers", {"kind": "person", "name": name, "tags": ["vip"]})
    first = desk.get("/customers?sort=name&limit=2").json
    rest = desk.get(f"/customers?sort=name&limit=2&cursor={first['page']['next']}").json
    tagged = desk.get("/customers?tag=vip").json

    assert [c["name"] for c in first["data"] + rest["data"]] == ["ada", "Bob", "Carla", "王小明"]
    assert [c["name"] for c in tagged["data"]] == ["王小明", "Bob", "ada", "Carla"]
