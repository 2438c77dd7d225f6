"""Logging in: the page, the code, the tokens."""

from tests.identity.world import REDIRECT, World, asking, authorized


def test_a_code_is_exchanged_for_tokens_that_the_authorizer_takes(world: World) -> None:
    tokens = world.tokens()
    said = authorized(tokens["access_token"])

    assert (tokens["token_type"], tokens["expires_in"]) == ("Bearer", 900)
    assert (said["tenant"], said["actor"], said["via"]) == (world.tenant, f"member/{world.owner}", "session")
    assert "customers:write" in said["scopes"].split()
    assert world.happened() == ["LoginSucceeded"]
