"""The authorizer: who is let in, as whom, and who is not."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from freezegun import freeze_time

from identity.domain.roles import SCOPES
from tests.identity import forging
from tests.identity.world import World, authorized, task
from tests.support.gateway import CONTEXT

Forge = Callable[[str, dict[str, Any]], str]


def seconds(after: int) -> int:
    """The time so many seconds from now, as tokens write it."""
    return int(time.time()) + after


BAD: dict[str, Forge] = {
    "tampered": lambda token, _: forging.tampered(token, roles=["owner"]),
    "without its signature": lambda token, _: token.rpartition(".")[0] + ".",
    "alg none": lambda _, claims: forging.unsigned(claims),
    "HMAC with the public key": lambda _, claims: forging.signed_with_the_public_key(claims),
    "another audience": lambda _, claims: forging.signed(claims | {"aud": "elsewhere"}),
    "another issuer": lambda _, claims: forging.signed(claims | {"iss": "https://elsewhere.test"}),
    "expired": lambda _, claims: forging.signed(claims | {"exp": seconds(-60)}),
    "not valid yet": lambda _, claims: forging.signed(claims | {"nbf": seconds(120)}),
    "issued in the future": lambda _, claims: forging.signed(claims | {"iat": seconds(120)}),
    "without an end": lambda _, claims: forging.signed({n: v for n, v in claims.items() if n != "exp"}),
    "an unknown key": lambda _, claims: forging.signed(claims, kid="another"),
    "no access token": lambda _, claims: forging.signed(claims, typ="JWT"),
    "another session": lambda _, claims: forging.signed(claims | {"sid": claims["jti"]}),
    "another tenant": lambda _, claims: forging.signed(claims | {"tenant": claims["jti"]}),
    "another member": lambda _, claims: forging.signed(claims | {"sub": f"member/{claims['jti']}"}),
    "no token at all": lambda *_: "gibberish",
    "empty": lambda *_: "",
}


def refused(token: str | None) -> bool:
    with pytest.raises(Exception, match=r"^Unauthorized$"):
        authorized(token)
    return True


@pytest.mark.parametrize("fault", BAD)
def test_a_token_that_is_not_good_is_refused_in_the_words_of_the_gateway(world: World, fault: str) -> None:
    token = world.tokens()["access_token"]

    assert refused(BAD[fault](token, forging.claims_of(token)))


def test_a_request_without_a_token_or_with_another_scheme_is_refused(world: World) -> None:
    from identity.authorizer import handler  # noqa: PLC0415

    assert refused(None)
    asked = {"headers": {"authorization": "Basic YTpi"}, "requestContext": {"requestId": "r"}, "methodArn": ""}
    with pytest.raises(Exception, match="Unauthorized"):
        handler(asked, CONTEXT)


def test_the_answer_is_good_for_all_routes_because_it_is_cached(world: World) -> None:
    answer = authorized(world.tokens()["access_token"])["answer"]

    [statement] = answer["policyDocument"]["Statement"]
    assert statement["Resource"] == "arn:aws:execute-api:us-east-1:000000000000:abc123/v1/*"
    assert (answer["principalId"], answer["usageIdentifierKey"]) == (f"member/{world.owner}", world.tenant)
    assert all(isinstance(value, str) for value in answer["context"].values())


def test_a_token_ends_after_a_quarter_of_an_hour(world: World) -> None:
    token = world.tokens()["access_token"]
    with freeze_time(time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(time.time() + 15 * 60 + 40))):
        assert refused(token)


def test_a_session_that_was_revoked_is_noticed(world: World) -> None:
    tokens = world.tokens()
    revoked = world.form("/oauth/revoke", token=tokens["refresh_token"], client_id="onestop-cli")

    assert revoked.status == 200
    assert refused(tokens["access_token"])
    assert world.happened() == ["LoginSucceeded", "LoggedOut"]


def test_an_access_token_revokes_its_session_too(world: World) -> None:
    tokens = world.tokens()
    world.form("/oauth/revoke", token=tokens["access_token"], token_type_hint="access_token")

    assert refused(tokens["access_token"])
    assert world.refresh(tokens["refresh_token"]).json["error"] == "invalid_grant"


def test_a_disabled_member_is_out_at_once_and_stays_out_of_old_sessions(world: World) -> None:
    agent = world.member("agent")
    token = world.tokens("agent@acme.example")["access_token"]
    world.as_().delete(f"/members/{agent}")
    assert refused(token)
    world.as_().post(f"/members/{agent}/enable")
    assert refused(token)
    assert authorized(world.tokens("agent@acme.example")["access_token"])["roles"] == "agent"


def test_a_changed_role_narrows_the_tokens_that_are_out_there(world: World) -> None:
    sales = world.member("sales")
    token = world.tokens("sales@acme.example")["access_token"]
    assert "customers:delete" in authorized(token)["scopes"]
    world.as_().patch(f"/members/{sales}", {"roles": ["analyst"]})

    assert authorized(token)["scopes"] == " ".join(sorted(SCOPES["sales"] & SCOPES["analyst"]))
    assert authorized(token)["roles"] == "analyst"


def test_the_issuer_is_the_gateways_address_where_no_other_is_set(world: World, monkeypatch: Any) -> None:
    token = world.tokens()["access_token"]
    monkeypatch.setenv("PUBLIC_URL", "")
    here = forging.signed(forging.claims_of(token) | {"iss": "https://api.example.test/v1"})

    assert authorized(here)["actor"] == f"member/{world.owner}"


def test_one_look_at_the_table_is_enough(world: World) -> None:
    from tests.support.capacity import counted  # noqa: PLC0415

    token = world.tokens()["access_token"]
    with counted() as used:
        authorized(token)

    assert (used.calls, used.read_units) == (["BatchGetItem"], 1)


def test_a_retired_key_still_verifies_and_both_are_published(world: World, monkeypatch: Any) -> None:
    import boto3  # noqa: PLC0415

    token = world.tokens()["access_token"]
    new = boto3.client("kms").create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")["KeyMetadata"]["KeyId"]
    old = forging.os.environ["SIGNING_KEYS"]
    monkeypatch.setenv("SIGNING_KEYS", f"{new},{old}")

    assert authorized(token)["via"] == "session"
    assert authorized(world.tokens()["access_token"])["via"] == "session"
    assert [key["kid"] for key in world.browser.get("/.well-known/jwks.json").json["keys"]] == [new, old]


def test_two_tenants_have_members_with_the_same_address(world: World) -> None:
    other = task("OpenTenant", slug="other", name="Other", ownerEmail="ada@acme.example", ownerName="Ada")

    assert other["tenant"]["id"] != world.tenant
    assert authorized(world.tokens()["access_token"])["tenant"] == world.tenant
