"""The steps of identity.feature."""

from typing import Any

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from tests.identity.conftest import table, world  # noqa: F401  fixtures
from tests.identity.world import World, authorized

scenarios("identity.feature")


@pytest.fixture
def kept() -> dict[str, Any]:
    """What one step leaves for the next."""
    return {}


def opens_nothing(token: str) -> bool:
    with pytest.raises(Exception, match="Unauthorized"):
        authorized(token)
    return True


@given('Ada leads the workspace "acme"')
def _(world: World) -> None:  # noqa: F811
    assert world.as_().get("/me").json["roles"] == ["owner"]


@given("an agent works there with a session open")
def _(world: World, kept: dict[str, Any]) -> None:  # noqa: F811
    kept["agent"] = world.member("agent")
    kept["token"] = world.tokens("agent@acme.example")["access_token"]


@given("Ada has a session whose refresh token was copied")
def _(world: World, kept: dict[str, Any]) -> None:  # noqa: F811
    kept["tokens"] = world.tokens()


@when(parsers.parse('Ada takes in "{email}" as an agent'))
def _(world: World, kept: dict[str, Any], email: str) -> None:  # noqa: F811
    member = {"email": email, "name": "王伟", "roles": ["agent"], "language": "zh-CN"}
    kept["invitation"] = world.as_().post("/members", member).json["invitation"]


@when(parsers.parse('"{email}" chooses the password "{password}"'))
def _(world: World, kept: dict[str, Any], email: str, password: str) -> None:  # noqa: F811
    body = {"invitation": kept["invitation"], "password": password}
    assert world.browser.post("/invitations/redeem", body).status == 204


@when("Ada disables the agent")
def _(world: World, kept: dict[str, Any]) -> None:  # noqa: F811
    assert world.as_().delete(f"/members/{kept['agent']}").status == 204


@when(parsers.parse("somebody tries {times:d} wrong passwords for Ada"))
def _(world: World, times: int) -> None:  # noqa: F811
    assert {world.log_in(password="wrong password!").status for _ in range(times)} == {401}


@when("both Ada and the thief use the refresh token")
def _(world: World, kept: dict[str, Any]) -> None:  # noqa: F811
    copied = kept["tokens"]["refresh_token"]
    kept["adas"] = world.refresh(copied).json
    kept["thiefs"] = world.refresh(copied)


@then(parsers.parse('"{email}" can log in with "{password}"'))
def _(world: World, kept: dict[str, Any], email: str, password: str) -> None:  # noqa: F811
    kept["said"] = authorized(world.exchange(world.code_of(email, password)).json["access_token"])


@then("may read customers but not delete them")
def _(kept: dict[str, Any]) -> None:
    assert "customers:read" in kept["said"]["scopes"].split()
    assert "customers:delete" not in kept["said"]["scopes"].split()


@then("the agent's session opens nothing any more")
def _(kept: dict[str, Any]) -> None:
    assert opens_nothing(kept["token"])


@then("the agent cannot log in")
def _(world: World) -> None:  # noqa: F811
    assert world.log_in("agent@acme.example").status == 401


@then("Ada's own password does not help for a minute")
def _(world: World) -> None:  # noqa: F811
    assert world.log_in().status == 401


@then("the log says so")
def _(world: World) -> None:  # noqa: F811
    assert world.happened()[-1] == "LockedOut"


@then("neither of them has a session")
def _(world: World, kept: dict[str, Any]) -> None:  # noqa: F811
    assert kept["thiefs"].json["error"] == "invalid_grant"
    assert opens_nothing(kept["adas"]["access_token"])
    assert world.refresh(kept["adas"]["refresh_token"]).json["error"] == "invalid_grant"


@then("the log says that a token was reused")
def _(world: World) -> None:  # noqa: F811
    assert world.happened()[-1] == "TokenReused"
