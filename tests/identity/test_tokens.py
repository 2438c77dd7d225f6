"""The token endpoint: each code and each refresh token is good once."""

from base64 import b64encode
from datetime import UTC, datetime, timedelta

import pytest
from freezegun import freeze_time

from tests.identity.world import VERIFIER, World, authorized
from tests.support.gateway import Reply


def error_of(reply: Reply) -> tuple[int, str]:
    return reply.status, reply.json["error"]


def later(**after: int) -> freeze_time:
    return freeze_time(datetime.now(UTC) + timedelta(**after))


@pytest.mark.parametrize(
    "wrong",
    [
        {"code_verifier": "w" * 43},
        {"code_verifier": ""},
        {"redirect_uri": "http://127.0.0.1:5174/callback"},
        {"redirect_uri": ""},
        {"client_id": "onestop-console"},
    ],
)
def test_a_code_is_worth_nothing_without_what_it_was_asked_with(world: World, wrong: dict[str, str]) -> None:
    assert error_of(world.exchange(world.code(), **wrong)) == (400, "invalid_grant")


def test_a_code_without_a_verifier_is_refused(world: World) -> None:
    said = {"client_id": "onestop-cli", "redirect_uri": "http://127.0.0.1:5173/callback", "code": world.code()}

    assert error_of(world.form("/oauth/token", grant_type="authorization_code", **said)) == (400, "invalid_grant")


def test_a_code_ends_after_a_minute(world: World) -> None:
    code = world.code()
    with later(seconds=61):
        assert error_of(world.exchange(code)) == (400, "invalid_grant")


def test_a_code_that_comes_twice_ends_what_it_gave(world: World) -> None:
    code = world.code()
    tokens = world.exchange(code).json

    assert error_of(world.exchange(code)) == (400, "invalid_grant")
    assert error_of(world.refresh(tokens["refresh_token"])) == (400, "invalid_grant")
    with pytest.raises(Exception, match="Unauthorized"):
        authorized(tokens["access_token"])
    assert world.happened() == ["LoginSucceeded", "TokenReused"]


def test_refresh_tokens_rotate(world: World) -> None:
    first = world.tokens()
    second = world.refresh(first["refresh_token"]).json

    assert second["refresh_token"] != first["refresh_token"]
    assert authorized(second["access_token"])["actor"] == f"member/{world.owner}"
    assert world.refresh(second["refresh_token"]).status == 200


def test_a_refresh_token_that_was_exchanged_ends_the_whole_family(world: World) -> None:
    first = world.tokens()
    second = world.refresh(first["refresh_token"]).json

    assert error_of(world.refresh(first["refresh_token"])) == (400, "invalid_grant")
    assert error_of(world.refresh(second["refresh_token"])) == (400, "invalid_grant")
    with pytest.raises(Exception, match="Unauthorized"):
        authorized(second["access_token"])
    assert world.happened() == ["LoginSucceeded", "TokenReused"]


def test_of_two_refreshes_at_once_one_succeeds(world: World) -> None:
    from identity import table  # noqa: PLC0415
    from identity.domain.secrets import REFRESH, read  # noqa: PLC0415
    from identity.service import oauth_errors, sessions  # noqa: PLC0415

    shown = read(world.tokens()["refresh_token"], REFRESH)
    one, other = (table.Session.get(table.session_pk(world.tenant, shown.ids[2]), "record") for _ in range(2))

    assert sessions.rotated(shown, one)
    with pytest.raises(oauth_errors.InvalidGrant):
        sessions.rotated(shown, other)


def test_a_refresh_token_that_somebody_made_up_ends_nothing(world: World) -> None:
    from identity.domain.secrets import REFRESH, make, read  # noqa: PLC0415

    token = world.tokens()["refresh_token"]
    forged = make(REFRESH, *read(token, REFRESH).ids)

    assert error_of(world.refresh(forged)) == (400, "invalid_grant")
    assert world.refresh(token).status == 200


def test_a_refresh_may_ask_for_less_and_later_again_for_all(world: World) -> None:
    first = world.tokens(scope="customers:read timeline:read")
    less = world.refresh(first["refresh_token"], scope="customers:read customers:write").json
    all_of_it = world.refresh(less["refresh_token"]).json

    assert (less["scope"], all_of_it["scope"]) == ("customers:read", "customers:read timeline:read")
    assert error_of(world.refresh(all_of_it["refresh_token"], scope="audit:read")) == (400, "invalid_scope")


def test_a_session_ends_after_thirty_days_however_often_it_is_refreshed(world: World) -> None:
    token = world.tokens()["refresh_token"]
    with later(days=20):
        token = world.refresh(token).json["refresh_token"]
    with later(days=31):
        assert error_of(world.refresh(token)) == (400, "invalid_grant")


def test_a_service_client_gets_tokens_by_its_secret(world: World) -> None:
    client = world.as_().post("/clients", {"name": "Shop", "scopes": ["customers:read", "customers:write"]}).json
    basic = b64encode(f"{client['id']}:{client['secret']}".encode()).decode()
    by_header = world.form("/oauth/token", {"authorization": f"Basic {basic}"}, grant_type="client_credentials")
    by_form = world.form("/oauth/token", grant_type="client_credentials", client_id=client["id"],
                         client_secret=client["secret"], scope="customers:read audit:read")  # fmt: skip
    said = authorized(by_form.json["access_token"])

    assert by_header.json["scope"] == "customers:read customers:write"
    assert (said["actor"], said["scopes"], said["via"]) == (f"client/{client['id']}", "customers:read", "client")
    assert "refresh_token" not in by_header.json


def test_a_revoked_client_is_out_with_the_tokens_it_holds(world: World) -> None:
    boss = world.as_()
    client = boss.post("/clients", {"name": "Shop", "scopes": ["customers:read"]}).json
    asked = {"grant_type": "client_credentials", "client_id": client["id"], "client_secret": client["secret"]}
    token = world.form("/oauth/token", **asked).json["access_token"]
    boss.delete(f"/clients/{client['id']}")

    assert error_of(world.form("/oauth/token", **asked)) == (401, "invalid_client")
    with pytest.raises(Exception, match="Unauthorized"):
        authorized(token)


@pytest.mark.parametrize("header", ["Basic ???", "Basic YTpi", "Basic YWJj", "Bearer x"])
def test_a_client_that_cannot_prove_itself_is_asked_to(world: World, header: str) -> None:
    reply = world.form("/oauth/token", {"authorization": header}, grant_type="client_credentials")

    assert error_of(reply) == (401, "invalid_client")
    assert reply.headers["WWW-Authenticate"] == 'Basic realm="onestop"'


@pytest.mark.parametrize(
    ("form", "error"),
    [
        ({}, "invalid_request"),
        ({"grant_type": "password"}, "unsupported_grant_type"),
        ({"grant_type": "refresh_token", "client_id": "onestop-cli"}, "invalid_request"),
        ({"grant_type": "refresh_token", "client_id": "onestop-cli", "refresh_token": "x"}, "invalid_grant"),
        ({"grant_type": "authorization_code", "client_id": "onestop-cli", "code": "x"}, "invalid_grant"),
    ],
)
def test_errors_are_those_of_the_rfc(world: World, form: dict[str, str], error: str) -> None:
    reply = world.form("/oauth/token", extra="is overlooked", **form)

    assert error_of(reply) == (400, error)
    assert (reply.headers["Cache-Control"], reply.headers["Pragma"]) == ("no-store", "no-cache")


def test_an_unknown_public_client_is_refused(world: World) -> None:
    assert error_of(world.exchange(world.code(), client_id="stranger")) == (401, "invalid_client")


def test_a_token_that_is_none_is_revoked_without_complaint(world: World) -> None:
    assert world.form("/oauth/revoke", token="gibberish").status == 200
    assert error_of(world.form("/oauth/revoke")) == (400, "invalid_request")


def test_a_verifier_proves_its_challenge_as_in_the_rfc() -> None:
    from identity.domain.pkce import challenge_of, proves  # noqa: PLC0415

    example = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"  # RFC 7636, appendix B

    assert challenge_of(example) == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
    assert not proves(example, challenge_of(VERIFIER))
