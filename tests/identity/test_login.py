"""Logging in: the page, what it refuses, and the code it gives."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.identity.world import PASSWORD, REDIRECT, World, asking, authorized

REDIRECTS_THAT_ARE_NOT_REGISTERED = [
    "https://evil.test/callback",
    "http://127.0.0.1:5173/callback/../evil",
    "http://127.0.0.1:5173/callback?next=https://evil.test",
    "http://127.0.0.1:5173/callback#x",
    "http://127.0.0.1@evil.test:80/callback",
    "http://127.0.0.1:5173@evil.test/callback",
    "http://127.0.0.1.evil.test:80/callback",
    "http://127.0.0.1:0/callback",
    "http://127.0.0.1:99999/callback",
    "http://127.0.0.1:5173/callback\nX: y",
    "//127.0.0.1:5173/callback",
    "http://127.0.0.1/callback",
    "javascript:alert(1)",
    "",
]


def test_a_code_is_exchanged_for_tokens_that_the_authorizer_takes(world: World) -> None:
    tokens = world.exchange(world.code_of("ada@acme.example", PASSWORD)).json
    said = authorized(tokens["access_token"])

    assert (tokens["token_type"], tokens["expires_in"]) == ("Bearer", 900)
    assert (said["tenant"], said["actor"], said["via"]) == (world.tenant, f"member/{world.owner}", "session")
    assert "customers:write" in said["scopes"].split()
    assert world.happened() == ["LoginSucceeded"]


def test_the_page_leads_back_with_code_state_and_issuer(world: World) -> None:
    reply = world.log_in()
    place = urlsplit(reply.headers["Location"])

    assert reply.status == 303
    assert f"{place.scheme}://{place.netloc}{place.path}" == REDIRECT
    assert set(parse_qs(place.query)) == {"code", "state", "iss"}


def test_the_page_is_ours_alone_and_cannot_be_framed(world: World) -> None:
    reply = world.browser.get(asking())
    policy = reply.headers["Content-Security-Policy"]
    nonce = re.search("nonce-([^']+)", policy)[1]

    assert reply.headers["X-Frame-Options"] == "DENY"
    assert "form-action 'self' http://127.0.0.1:5173;" in policy
    assert f'<style nonce="{nonce}">' in reply.text
    assert not re.findall(r"(?:src|href|@import|url\()", reply.text)


def test_every_field_has_a_label_and_tells_the_password_manager_what_it_is(world: World) -> None:
    page = world.browser.get(asking()).text
    fields = re.findall(r'<input id="(\w+)" name="\1"', page)

    assert fields == ["workspace", "email", "password"]
    assert all(f'<label for="{name}">' in page for name in fields)
    assert page.count("autocomplete=") == 3


@pytest.mark.parametrize(("asked", "title"), [("zh-CN,zh;q=0.9", "登录"), ("de,zh;q=0.5", "登录"), ("fr", "Log in")])
def test_the_page_speaks_english_and_chinese(world: World, asked: str, title: str) -> None:
    assert f"<h1>{title}" in world.browser.get(asking(), accept_language=asked).text


def test_nobody_can_tell_a_wrong_password_from_an_unknown_member_or_workspace(world: World) -> None:
    wrong = world.log_in(password="wrong password!")
    unknown = world.log_in("nobody@acme.example")
    nowhere = world.form(asking(), workspace="nowhere", email="ada@acme.example", password=PASSWORD)
    alerts = {re.search(r'<p role="alert".*?</p>', reply.text)[0] for reply in (wrong, unknown, nowhere)}

    assert [reply.status for reply in (wrong, unknown, nowhere)] == [401] * 3
    assert len(alerts) == 1


def test_what_was_typed_comes_back_escaped_and_the_password_does_not(world: World) -> None:
    reply = world.form(asking(), workspace='"><script>', email="a@b.c", password="hunter2 hunter2")

    assert "&quot;&gt;&lt;script&gt;" in reply.text
    assert "<script" not in reply.text
    assert "hunter2" not in reply.text


@pytest.mark.parametrize("redirect", REDIRECTS_THAT_ARE_NOT_REGISTERED)
def test_nobody_is_sent_to_an_address_that_is_not_registered(world: World, redirect: str) -> None:
    shown = world.browser.get(asking(redirect_uri=redirect))
    sent = world.log_in(redirect_uri=redirect)

    assert {shown.status, sent.status} == {400}
    assert not {"Location"} & {*shown.headers, *sent.headers}


def test_an_unknown_client_gets_a_page_and_no_redirect(world: World) -> None:
    assert world.browser.get(asking(client_id="stranger")).status == 400


def test_the_console_is_answered_at_its_own_address_only(world: World) -> None:
    console = {"client_id": "onestop-console", "redirect_uri": "https://api.example.test/console/callback"}

    assert world.log_in(**console).status == 303
    assert world.log_in(client_id="onestop-console", redirect_uri=REDIRECT).status == 400


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge": ""}, "invalid_request"),
        ({"code_challenge": "short"}, "invalid_request"),
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"scope": "world:rule"}, "invalid_scope"),
    ],
)
def test_a_client_that_asks_for_something_else_is_told_so(world: World, asked: dict[str, str], error: str) -> None:
    for reply in (world.browser.get(asking(**asked)), world.log_in(**asked)):
        assert reply.status == 303
        assert parse_qs(urlsplit(reply.headers["Location"]).query)["error"] == [error]


def test_scopes_that_are_asked_for_narrow_the_token_and_never_widen_it(world: World) -> None:
    world.member("analyst")
    tokens = world.tokens("analyst@acme.example", scope="customers:read customers:delete identity:admin")

    assert tokens["scope"] == "customers:read"
    assert authorized(tokens["access_token"])["scopes"] == "customers:read"


def test_discovery_names_the_endpoints_under_the_public_address(world: World) -> None:
    said = world.browser.get("/.well-known/openid-configuration").json

    assert said["issuer"] == "https://api.example.test/v1"
    assert said["token_endpoint"] == "https://api.example.test/v1/oauth/token"
    assert said["code_challenge_methods_supported"] == ["S256"]
