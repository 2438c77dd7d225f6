"""Personal tokens, API keys and service clients."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from freezegun import freeze_time

from onestop import clock
from tests.identity.world import World, authorized
from tests.support.gateway import OTHER_TENANT

KINDS = [("/tokens", "osp_"), ("/api-keys", "osk_"), ("/clients", "oss_")]
READ = {"name": "Report", "scopes": ["customers:read"]}


@pytest.mark.parametrize(("path", "prefix"), KINDS)
def test_the_secret_is_shown_once(world: World, path: str, prefix: str) -> None:
    boss = world.as_()
    made = boss.post(path, READ)
    seen = boss.get(f"{path}/{made.json['id']}")

    assert made.json["secret"].startswith(prefix)
    assert seen.json == {name: value for name, value in made.json.items() if name != "secret"}
    assert boss.get(path).json["data"] == [seen.json]


@pytest.mark.parametrize(("path", "prefix"), KINDS)
def test_a_repeat_answers_the_same_record_without_the_secret(world: World, path: str, prefix: str) -> None:
    boss = world.as_()
    first, again = (boss.post(path, READ, idempotency_key="k") for _ in range(2))

    assert (again.status, again.json["id"]) == (201, first.json["id"])
    assert "secret" not in again.json


def test_a_personal_token_acts_as_its_member_with_the_scopes_chosen(world: World) -> None:
    said = authorized(world.as_().post("/tokens", READ).json["secret"])

    assert (said["actor"], said["scopes"], said["via"]) == (f"member/{world.owner}", "customers:read", "token")


def test_an_api_key_acts_as_an_integration(world: World) -> None:
    made = world.as_().post("/api-keys", READ).json
    said = authorized(made["secret"])

    assert (said["actor"], said["roles"], said["via"]) == (f"key/{made['id']}", "integration", "key")


@pytest.mark.parametrize("path", ["/tokens", "/api-keys"])
def test_a_revoked_secret_opens_nothing(world: World, path: str) -> None:
    boss = world.as_()
    made = boss.post(path, READ).json
    revoked = boss.delete(f"{path}/{made['id']}", if_match='"1"')

    assert revoked.status == 204
    with pytest.raises(Exception, match="Unauthorized"):
        authorized(made["secret"])
    assert boss.get(f"{path}/{made['id']}").status == 404
    assert boss.get(path).json["data"] == []


@pytest.mark.parametrize("path", ["/tokens", "/api-keys"])
def test_an_expired_secret_opens_nothing(world: World, path: str) -> None:
    tomorrow = clock.rfc3339(datetime.now(UTC) + timedelta(days=1))
    secret = world.as_().post(path, READ | {"expiresAt": tomorrow}).json["secret"]
    with freeze_time(datetime.now(UTC) + timedelta(days=1, seconds=1)), pytest.raises(Exception, match="Unauthorized"):
        authorized(secret)


@pytest.mark.parametrize("expiry", ["2020-01-01T00:00:00Z", "2099-01-01T00:00:00Z", "2027-01-01T00:00:00"])
def test_an_expiry_is_in_the_future_within_a_year_and_has_a_zone(world: World, expiry: str) -> None:
    assert world.as_().post("/tokens", READ | {"expiresAt": expiry}).status == 422


def test_a_secret_that_was_mistyped_or_belongs_to_another_record_is_refused(world: World) -> None:
    from identity.domain.secrets import PERSONAL, make, read  # noqa: PLC0415

    secret = world.as_().post("/tokens", READ).json["secret"]
    for wrong in (secret[:-1] + ("0" if secret[-1] != "0" else "1"), make(PERSONAL, *read(secret, PERSONAL).ids)):
        with pytest.raises(Exception, match="Unauthorized"):
            authorized(wrong)


def test_nobody_gives_away_what_he_does_not_have(world: World) -> None:
    world.member("agent")
    agent = world.as_("agent@acme.example")
    widened = agent.post("/tokens", READ | {"scopes": ["customers:read", "customers:delete"]})
    narrow = replace(agent, scopes="identity:tokens timeline:read").post("/tokens", READ)

    assert (widened.status, widened.json["scope"]) == (403, "customers:delete")
    assert (narrow.status, narrow.json["code"]) == (403, "MissingScope")
    assert agent.post("/api-keys", READ).json["code"] == "MissingScope"


def test_no_token_makes_tokens(world: World) -> None:
    boss = world.as_()
    refused = boss.post("/tokens", READ | {"scopes": ["identity:tokens"]})
    key = boss.post("/api-keys", READ | {"scopes": ["identity:admin", "customers:read"]}).json["secret"]
    by_key = replace(world.with_token(key), scopes="identity:tokens").post("/tokens", READ)

    assert [(reply.status, reply.json["code"]) for reply in (refused, by_key)] == [(403, "Forbidden")] * 2


def test_a_token_of_a_colleague_does_not_exist(world: World) -> None:
    world.member("admin")
    path = f"/tokens/{world.as_().post('/tokens', READ).json['id']}"
    colleague = world.as_("admin@acme.example")

    assert [colleague.get(path).status, colleague.delete(path).status] == [404, 404]
    assert colleague.get("/tokens").json["data"] == []


@pytest.mark.parametrize(("path", "prefix"), KINDS)
def test_credentials_of_another_tenant_do_not_exist(world: World, path: str, prefix: str) -> None:
    made = world.as_().post(path, READ).json
    stranger = world.stranger(OTHER_TENANT)

    assert [stranger.get(f"{path}/{made['id']}").status, stranger.delete(f"{path}/{made['id']}").status] == [404, 404]


def test_the_day_of_the_last_use_is_noted_without_a_new_version(world: World) -> None:
    boss = world.as_()
    made = boss.post("/tokens", READ).json
    authorized(made["secret"])
    seen = boss.get(f"/tokens/{made['id']}").json

    assert (seen["lastUsedOn"], seen["version"]) == (clock.timestamp()[:10], 1)


def test_a_token_ends_with_its_member(world: World) -> None:
    admin = world.member("admin")
    secret = world.as_("admin@acme.example").post("/tokens", READ).json["secret"]
    world.as_().delete(f"/members/{admin}")

    with pytest.raises(Exception, match="Unauthorized"):
        authorized(secret)


def test_a_token_loses_what_its_member_loses(world: World) -> None:
    sales = world.member("sales")
    token = READ | {"scopes": ["customers:read", "customers:delete"]}
    secret = world.as_("sales@acme.example").post("/tokens", token).json["secret"]
    world.as_().patch(f"/members/{sales}", {"roles": ["agent"]})

    assert authorized(secret)["scopes"] == "customers:read"
