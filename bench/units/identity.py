"""The operations of identity: logging in, asking who is calling, members and credentials."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from bench.units.stage import Stage
from tests.identity.world import CLI, FORM, METHOD_ARN, PASSWORD, REDIRECT, VERIFIER, World, asking
from tests.support.gateway import Browser

READ = {"name": "Report", "scopes": ["customers:read"]}
PLACE = {"domainName": "api.example.test", "stage": "v1", "requestId": "5c7d8e00-test"}


def sessions(stage: Stage) -> None:
    """From the log-in page to the end of a session."""
    world = _world(stage)
    browser = replace(world.browser, tenant="")
    stage.ask("", browser, "GET", asking())
    login = {"workspace": "acme", "email": "ada@acme.example", "password": PASSWORD}
    stage.ask("", browser, "POST", asking(), urlencode(login), content_type=FORM)
    code = {"client_id": CLI, "grant_type": "authorization_code", "code": world.code(), "redirect_uri": REDIRECT}
    made = _form(stage, "a code", browser, "/oauth/token", **code, code_verifier=VERIFIER).json
    refresh = {"grant_type": "refresh_token", "refresh_token": made["refresh_token"], "client_id": CLI}
    made = _form(stage, "a refresh token", browser, "/oauth/token", **refresh).json
    _authorize(stage, "a session", made["access_token"])
    _form(stage, "", browser, "/oauth/revoke", token=made["refresh_token"], client_id=CLI)
    stage.ask("", browser, "GET", "/.well-known/openid-configuration")
    stage.ask("", browser, "GET", "/.well-known/jwks.json")


def members(stage: Stage) -> None:
    """Taking somebody in and out, and what a member does himself."""
    world = _world(stage)
    boss = stage.browser("identity")
    new = {"name": "Grace Hopper", "email": "grace@acme.example", "roles": ["agent"]}
    invited = stage.ask("", boss, "POST", "/members", new).json
    redeemed = {"invitation": invited["invitation"], "password": PASSWORD}
    stage.ask("", replace(boss, tenant=""), "POST", "/invitations/redeem", redeemed)
    path = f"/members/{invited['id']}"
    for method, where, body in (
        ("GET", "/members", None), ("GET", path, None), ("PATCH", path, {"language": "zh-CN"}),
        ("POST", f"{path}/invitation", {}), ("DELETE", path, None), ("POST", f"{path}/enable", {}),
        ("GET", "/me", None),
    ):  # fmt: skip
        stage.ask("", boss, method, where, body)
    stage.ask("", boss, "POST", "/me/password", {"current": PASSWORD, "password": PASSWORD + " staple"})
    world.give_password(world.owner)


def credentials(stage: Stage) -> None:
    """Tokens, keys and clients: made, listed, used, revoked."""
    world = _world(stage)
    boss = world.with_token(world.tokens()["access_token"])
    for path in ("/tokens", "/api-keys", "/clients"):
        made = stage.ask("", boss, "POST", path, READ).json
        stage.ask("", boss, "GET", path)
        stage.ask("", boss, "GET", f"{path}/{made['id']}")
        if path != "/clients":
            _authorize(stage, f"{path[1:-1]}, first of a day", made["secret"])
            _authorize(stage, path[1:-1], made["secret"])
        else:
            asked = {"grant_type": "client_credentials", "client_id": made["id"], "client_secret": made["secret"]}
            _form(stage, "a client's secret", replace(boss, tenant=""), "/oauth/token", **asked)
        stage.ask("", boss, "DELETE", f"{path}/{made['id']}")


def tasks(stage: Stage) -> None:
    """What others ask for by lambda:Invoke."""
    opening = {"slug": "second", "name": "Second", "ownerEmail": "eve@second.example", "ownerName": "Eve"}
    stage.do("task OpenTenant", "identity.saga.handler", {"task": "OpenTenant", "input": opening})
    person = {"email": "new@acme.example", "name": "New", "roles": ["agent"]}
    stage.do(
        "task AddMember", "identity.saga.handler", {"task": "AddMember", "tenant": stage.house.tenant, "input": person}
    )


def _world(stage: Stage) -> World:
    browser = stage.browser("identity")
    world = World(None, browser, stage.house.tenant, stage.house.owner)
    world.give_password(world.owner)
    return world


def _form(stage: Stage, name: str, browser: Browser, path: str, **fields: str) -> Any:
    return stage.ask(name, browser, "POST", path, urlencode(fields), content_type=FORM)


def _authorize(stage: Stage, name: str, token: str) -> None:
    event = {"headers": {"Authorization": f"Bearer {token}"}, "methodArn": METHOD_ARN, "requestContext": PLACE}
    stage.do(f"authorize {name}", "identity.authorizer.handler", event)
