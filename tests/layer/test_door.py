"""The HTTP contract of every capability: what a door refuses, and how it answers."""

import json
from dataclasses import replace

import pytest

from tests.support.gateway import OTHER_TENANT, Browser, Reply

DOLL = {"name": "doll", "price": 3}


def code(reply: Reply) -> tuple[int, str]:
    return reply.status, reply.json["code"]


def test_without_a_token_nothing_is_known_of_the_caller(shop: Browser) -> None:
    reply = replace(shop, tenant="").get("/toys")

    assert code(reply) == (401, "Unauthenticated")
    assert reply.headers["WWW-Authenticate"] == "Bearer"


def test_a_missing_scope_is_named(shop: Browser) -> None:
    reply = replace(shop, scopes="toys:read").post("/toys", DOLL)

    assert code(reply) == (403, "MissingScope")
    assert reply.json["scope"] == "toys:write"


def test_what_another_tenant_has_does_not_exist(shop: Browser) -> None:
    made = shop.post("/toys", DOLL).json

    assert replace(shop, tenant=OTHER_TENANT).get(f"/toys/{made['id']}").status == 404


def test_an_id_that_is_no_id_is_not_found(shop: Browser) -> None:
    assert code(shop.get("/toys/not-an-id")) == (404, "NotFound")


@pytest.mark.parametrize(
    ("body", "status", "expected"),
    [
        ("{", 400, "MalformedBody"),
        ("", 400, "MalformedBody"),
        ("[" * 100_000, 400, "MalformedBody"),
        ('{"name": NaN}', 400, "MalformedBody"),
        ('{"name": ' + "[" * 40 + "]" * 40 + "}", 400, "MalformedBody"),
        ('{"name": "' + "x" * 2_000_000 + '"}', 413, "TooLarge"),
        ('{"name": "a\\u0000b"}', 422, "Invalid"),
        ('{"name": "\\ud800"}', 422, "Invalid"),
        ('{"name": "doll", "colour": "red"}', 422, "Invalid"),
        ('{"name": 7}', 422, "Invalid"),
        ("[]", 422, "Invalid"),
        ('{"name": "\ud800"}', 400, "MalformedBody"),
    ],
    ids=["cut off", "empty", "endless nesting", "NaN", "40 levels", "2 MB", "NUL", "half a character", "unknown field",
         "wrong type", "no object", "no UTF-8"],
)  # fmt: skip
def test_a_bad_body_is_refused_by_its_kind(shop: Browser, body: str, status: int, expected: str) -> None:
    assert code(shop.post("/toys", body)) == (status, expected)


def test_thirty_two_levels_are_read(shop: Browser) -> None:
    deep = '{"name": ' + "[" * 31 + "]" * 31 + "}"

    assert code(shop.post("/toys", deep)) == (422, "Invalid")


def test_a_fault_in_the_body_is_pointed_at_without_repeating_it(shop: Browser) -> None:
    reply = shop.post("/toys", {"name": "doll", "price": "a lot of money"})

    assert reply.json["errors"][0]["pointer"] == "/price"
    assert "a lot of money" not in reply.text


def test_only_json_is_taken(shop: Browser) -> None:
    assert code(shop.post("/toys", "name=doll", content_type="text/plain")) == (415, "UnsupportedMediaType")
    assert shop.post("/toys", DOLL, content_type="application/json; charset=utf-8").status == 201


@pytest.mark.parametrize("query", ["colour=red", "limit=0", "limit=201", "limit=5&limit=6", "fields=%00", "limit=x"])
def test_a_wrong_parameter_is_refused(shop: Browser, query: str) -> None:
    assert code(shop.get(f"/toys?{query}")) == (400, "BadParameter")


def test_a_change_needs_the_version_it_is_based_on(shop: Browser) -> None:
    made = shop.post("/toys", DOLL)
    path = f"/toys/{made.json['id']}"

    assert code(shop.send("PATCH", path, {"price": 4})) == (428, "PreconditionRequired")
    assert code(shop.patch(path, {"price": 4}, if_match='"x"')) == (400, "BadParameter")
    assert shop.patch(path, {"price": 4}, if_match=made.etag).headers["ETag"] == '"2"'
    assert code(shop.patch(path, {"price": 5}, if_match=made.etag)) == (412, "VersionMismatch")


def test_a_stale_change_is_told_what_changed_since(shop: Browser) -> None:
    made = shop.post("/toys", DOLL)
    path = f"/toys/{made.json['id']}"
    shop.patch(path, {"price": 4})
    reply = shop.patch(path, {"price": 5}, if_match=made.etag)

    assert (reply.json["currentVersion"], reply.json["changed"]) == (2, {"price": 4})


def test_a_repeated_post_is_answered_from_the_first(shop: Browser) -> None:
    first = shop.post("/toys", DOLL, Idempotency_Key="k")
    again = shop.post("/toys", DOLL, Idempotency_Key="k")

    assert again.json == first.json
    assert again.headers["Location"] == first.headers["Location"]
    assert again.headers["Idempotency-Replayed"] == "true"


def test_a_key_belongs_to_one_request_of_one_caller(shop: Browser) -> None:
    shop.post("/toys", DOLL, Idempotency_Key="k")
    other = replace(shop, actor="client/01J0000000000000000000000X")

    assert code(shop.post("/toys", {"name": "ball"}, Idempotency_Key="k")) == (422, "IdempotencyKeyReused")
    assert other.post("/toys", {"name": "ball"}, Idempotency_Key="k").status == 201
    assert code(shop.post("/toys", DOLL, Idempotency_Key="k" * 256)) == (400, "BadParameter")


def test_a_list_goes_on_to_its_end_and_shows_each_once(shop: Browser) -> None:
    made = [shop.post("/toys", {"name": f"toy {n}"}).json["id"] for n in range(5)]
    first = shop.get("/toys?limit=3").json
    rest = shop.get(f"/toys?limit=3&cursor={first['page']['next']}").json

    assert [toy["id"] for toy in first["data"] + rest["data"]] == sorted(made, reverse=True)
    assert rest["page"] == {"next": None, "hasMore": False}


def test_a_cursor_is_good_only_for_whom_and_what_it_was_issued(shop: Browser) -> None:
    for name in ("a", "b"):
        shop.post("/toys", {"name": name})
    cursor = shop.get("/toys?limit=1").json["page"]["next"]

    assert code(replace(shop, tenant=OTHER_TENANT).get(f"/toys?cursor={cursor}")) == (400, "BadCursor")
    assert code(shop.get(f"/toys?cursor=x{cursor}")) == (400, "BadCursor")
    assert code(shop.get("/toys?cursor=Zm9yZ2Vk")) == (400, "BadCursor")


def test_fields_trims_a_record_and_a_list(shop: Browser) -> None:
    made = shop.post("/toys", DOLL).json

    assert shop.get(f"/toys/{made['id']}?fields=name").json == {"name": "doll"}
    assert shop.get("/toys?fields=id,price").json["data"] == [{"id": made["id"], "price": 3}]


def test_a_fault_of_ours_is_500_and_tells_nothing(shop: Browser) -> None:
    reply = shop.get("/toys/broken")

    assert code(reply) == (500, "OneStopError")
    assert "secret" not in reply.text
    assert reply.headers["Content-Type"] == "application/problem+json"


def test_a_busy_dependency_asks_for_patience(shop: Browser) -> None:
    reply = shop.get("/toys/busy")

    assert code(reply) == (503, "TryAgain")
    assert reply.headers["Retry-After"] == "1"


def test_the_correlation_id_of_the_caller_comes_back_and_a_bad_one_is_replaced(shop: Browser) -> None:
    assert shop.get("/toys", X_Correlation_Id="order-7").headers["X-Correlation-Id"] == "order-7"
    assert shop.get("/toys", X_Correlation_Id="a\nb").headers["X-Correlation-Id"] == "5c7d8e00-test"


def test_text_of_any_script_comes_back_as_it_was_sent(shop: Browser) -> None:
    name = "王小明 — Zoë 👩‍👩‍👧"

    assert json.loads(shop.post("/toys", {"name": name}).text)["name"] == name


@pytest.mark.parametrize("limit", [1, 2, 5, 50])
def test_a_list_of_several_shards_is_one_list(shop: Browser, limit: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIST_SHARDS", json.dumps({shop.tenant: {"toys": 4}}))
    made = [shop.post("/toys", {"name": f"toy {n}"}).json["id"] for n in range(9)]
    shown, cursor = [], ""
    while cursor is not None:
        page = shop.get(f"/toys?limit={limit}{cursor and '&cursor=' + cursor}").json
        shown, cursor = shown + [toy["id"] for toy in page["data"]], page["page"]["next"]

    assert shown == sorted(made, reverse=True)
